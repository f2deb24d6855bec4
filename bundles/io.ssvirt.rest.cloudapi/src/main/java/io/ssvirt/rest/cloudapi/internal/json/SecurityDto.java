package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.api.Profile.SecuritySetting;
import io.ssvirt.rest.cloudapi.internal.Times;

/** Ways to get in, in the envelopes of contract 8.3. */
public final class SecurityDto {

    private SecurityDto() {}

    /** One way in. */
    public record Setting(
            String id, String name, String description, boolean enabled, @JsonProperty("last_used") String lastUsed) {}

    /** All of them. */
    public record All(boolean success, List<Setting> data) {}

    /** One of them, after a change. */
    public record One(boolean success, Setting data) {}

    /** Something was done that has nothing to show. */
    public record Done(boolean success, String message) {}

    /** Maps all. */
    public static All all(List<SecuritySetting> settings) {
        return new All(true, settings.stream().map(SecurityDto::setting).toList());
    }

    /** Maps one. */
    public static One one(SecuritySetting setting) {
        return new One(true, setting(setting));
    }

    private static Setting setting(SecuritySetting setting) {
        return new Setting(
                setting.id(),
                setting.name(),
                setting.description(),
                setting.enabled(),
                setting.lastUsed().map(Times::micros).orElse(null));
    }
}
