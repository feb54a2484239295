package id.laris.common.auth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of authentication. Nothing here is secret; the API keys are read apart from it.
 *
 * @param enabled false is development mode: the caller's word is taken for who it is
 * @param jwksUrl where the public keys of the token issuer are; empty where no tokens are taken
 * @param issuer the {@code iss} that tokens must have
 * @param audience the {@code aud} that tokens must have among theirs
 */
@ConfigurationProperties("pos.auth")
record AuthSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("") String jwksUrl,
    @DefaultValue("") String issuer,
    @DefaultValue("") String audience) {}
