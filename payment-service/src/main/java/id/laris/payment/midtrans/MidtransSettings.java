package id.laris.payment.midtrans;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings for reaching the gateway.
 *
 * @param url the base URL, before {@code /v2}; empty for the gateway's own addresses
 * @param notificationUrl our webhook as the gateway reaches it; empty for that of its dashboard
 * @param connectTimeout the time to connect
 * @param readTimeout the time until the whole answer is read
 */
@ConfigurationProperties("pos.midtrans")
record MidtransSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String notificationUrl,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration readTimeout) {}
