package io.ssvirt.cluster.spi;

import java.util.Optional;

/** Instantiated templates. */
public interface Instances {

    /** How much of an instance is still there while it is being removed. */
    record Remains(boolean instance, boolean secret, int objects) {

        /** Tells whether nothing is left. */
        public boolean isNothing() {
            return !instance && !secret && objects == 0;
        }
    }

    /**
     * Makes the Secret and then the TemplateInstance exist; it does not wait for what the cluster makes of it.
     *
     * @return {@code Conflict} when an instance or Secret of that name belongs to somebody else; {@code
     *     Refused(NOT_FOUND)} when the values are not given and the Secret is not there; {@code Refused(TERMINATING)} while
     *     an older one of that name is going away
     */
    ClusterResult<ObservedInstance> ensure(DesiredInstance desired, OperationKey key);

    /** Asks the cluster itself, past every cache. */
    ClusterResult<Optional<ObservedInstance>> observe(InstanceReference reference);

    /**
     * Starts or goes on removing an instance, its Secret and, by owner label, everything that came from it.
     *
     * <p>Called again until nothing remains. Not there is fine, and one of another vApp or another identity counts as not there.
     */
    ClusterResult<Remains> remove(InstanceReference reference, OperationKey key);
}
