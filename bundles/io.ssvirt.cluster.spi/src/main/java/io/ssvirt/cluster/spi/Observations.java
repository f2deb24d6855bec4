package io.ssvirt.cluster.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;

/**
 * What watching the cluster has told so far; no method here asks the cluster.
 *
 * <p>A change names a thing and not what became of it: whoever hears it reads the present state, so that a change lost or heard
 * twice does no harm.
 */
public interface Observations {

    /** Something to look at again. */
    sealed interface Change {

        /** A TemplateInstance, or a machine that came from it. */
        record OfInstance(NamespaceName space, String name) implements Change {}

        /** A namespace. */
        record OfSpace(NamespaceName space) implements Change {}

        /** The set of templates. */
        record OfTemplates() implements Change {}

        /** The health of the connection, or everything after a relist. */
        record OfEverything() implements Change {}
    }

    /** Hears of changes on the provider's thread; it must return at once and must not throw. */
    @FunctionalInterface
    interface Listener {

        /** Something may have changed. */
        void changed(Change change);
    }

    /** Ends what it stands for when closed. */
    interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    /** How the connection is. */
    enum State {
        SYNCING,
        READY,
        DEGRADED
    }

    /** How the connection is, in plain words as well, and when the cluster last gave a sign of life. */
    record Health(State state, String detail, Instant lastHeard) {}

    /** Returns how the connection is. */
    Health health();

    /** Starts telling a listener about changes, beginning with {@link Change.OfEverything}. */
    Subscription subscribe(Listener listener);

    /** Returns all namespaces with our labels. */
    Collection<ObservedSpace> spaces();

    /** Returns all instances with our labels. */
    Collection<ObservedInstance> instances();

    /** Finds an instance. */
    Optional<ObservedInstance> instance(NamespaceName space, String name);

    /** Returns all machines that came from an instance, without what runs in them. */
    Collection<ObservedMachine> machines();

    /** Returns the machines that came from an instance. */
    List<ObservedMachine> machinesOf(UUID instance);
}
