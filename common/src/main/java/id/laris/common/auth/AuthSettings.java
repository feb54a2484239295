package id.laris.common.auth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of authentication. Nothing here is secret; the API keys are read apart from it.
 *
 * @param enabled false is development mode, which trusts the headers of the caller
 * @param jwksUrl where the public keys of the token issuer are; empty if no tokens are accepted
 * @param issuer the {@code iss} that tokens must have
 * @param audience the {@code aud} that tokens must have among theirs
 */
@ConfigurationProperties("pos.auth")
record AuthSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("") String jwksUrl,
    @DefaultValue("") String issuer,
    @DefaultValue("") String audience) {}
