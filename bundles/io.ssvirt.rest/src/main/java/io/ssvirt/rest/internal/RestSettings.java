package io.ssvirt.rest.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the common parts are told, checked.
 *
 * @param bodyLimit in bytes
 * @param externalUrl empty when there is none
 * @param userRequests in a {@link #PERIOD}, as the other two; 0 for no limit
 */
public record RestSettings(
        Set<String> origins,
        int bodyLimit,
        String externalUrl,
        int userRequests,
        int addressRequests,
        int addressLogins) {

    /** The stretch of time that requests are counted in. */
    public static final Duration PERIOD = Duration.ofSeconds(10);

    /** Refuses a URL that cannot be one. */
    public RestSettings {
        if (!externalUrl.isEmpty() && !externalUrl.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new IllegalArgumentException(
                    "io.ssvirt.rest external_url must be an http or https URL without query: " + externalUrl);
        }
    }

    /** Without limits of requests, for tests of other things. */
    public static RestSettings unlimited(Set<String> origins, int bodyLimit) {
        return new RestSettings(origins, bodyLimit, "", 0, 0, 0);
    }

    static RestSettings of(RestConfig config) {
        return new RestSettings(
                originsOf(config.cors__origins()),
                config.body__limit(),
                config.external__url().trim(),
                config.user__requests(),
                config.address__requests(),
                config.address__logins());
    }

    /** A configuration file gives several origins as one text with commas. */
    static Set<String> originsOf(String... configured) {
        return Arrays.stream(configured)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::trim)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
