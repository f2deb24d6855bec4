package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Set;

/** Takes what a watch sees. Calls come one after the other; a key is {@code namespace/name}, without the first part if there is none. */
interface Sink {

    /** An object is there or has changed. */
    void put(String key, Map<String, Object> object);

    /** An object is gone. */
    void remove(String key);

    /** Everything that is there has been put; whatever else is known is gone. */
    void listed(Set<String> keys);
}
