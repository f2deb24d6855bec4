package io.ssvirt.cluster.simulator.internal;

import java.util.Map;
import java.util.UUID;

/** The Secret with the parameters of an instance; the values are dropped as soon as the instance was processed. */
record ParameterSecret(String space, String name, UUID vappId, Map<String, String> values) {

    ParameterSecret spent() {
        return new ParameterSecret(space, name, vappId, Map.of());
    }

    @Override
    public String toString() {
        return "ParameterSecret[" + space + "/" + name + ", " + values.size() + " hidden]";
    }
}
