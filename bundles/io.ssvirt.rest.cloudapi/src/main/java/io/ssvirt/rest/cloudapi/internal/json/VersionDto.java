package io.ssvirt.rest.cloudapi.internal.json;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which build is running (contract 2.2).
 *
 * @param goVersion a key that clients know; it names the run time that there is
 */
public record VersionDto(
        String version,
        @JsonProperty("build_time") String buildTime,
        @JsonProperty("go_version") String goVersion,
        @JsonProperty("git_commit") String gitCommit,
        @JsonProperty("java_version") String javaVersion) {}
