package io.ssvirt.model;

import java.util.Map;

/** Named values that must never be stored, logged or shown; its text says only how many there are. */
public final class SecretValues {

    private final Map<String, String> values;

    private SecretValues(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Wraps values. */
    public static SecretValues of(Map<String, String> values) {
        return new SecretValues(values);
    }

    /** Gives the values to the one who must write them into the cluster. */
    public Map<String, String> reveal() {
        return values;
    }

    @Override
    public String toString() {
        return "SecretValues[" + values.size() + " hidden]";
    }
}
