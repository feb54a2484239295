package id.laris.payment.midtrans;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway is reached.
 *
 * @param url what stands before {@code /v2}; empty for the gateway's own addresses
 * @param notificationUrl our webhook as the gateway reaches it; empty where its dashboard says it
 * @param connectTimeout until when a connection must stand
 * @param readTimeout until when the whole answer must be here
 */
@ConfigurationProperties("pos.midtrans")
record MidtransSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String notificationUrl,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration readTimeout) {}
