package id.laris.payment.midtrans;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MidtransSettings.class)
class MidtransConfiguration {}
