package io.ssvirt.operations.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.model.DomainError;

/**
 * The only way to the cluster. It knows whether there is one, guards every call with a breaker, a bulkhead and retries, and lets
 * calls under way end before a provider leaves.
 */
public interface ClusterGateway {

    /** How the cluster is: its provider if there is one, and when it last gave a sign of life. */
    record Status(ClusterState state, Optional<String> provider, String detail, Optional<Instant> lastHeard) {

        /** Tells whether a call makes sense now: a cluster that is being read for the first time must have answered once. */
        public boolean isUsable() {
            return state == ClusterState.READY || state == ClusterState.SYNCING && lastHeard.isPresent();
        }
    }

    /** Hears of changes in the cluster and of the cluster; must return at once. */
    interface Listener extends Observations.Listener {}

    /**
     * Tells a listener from now on, until the subscription is closed.
     *
     * <p>A listener asks for this itself: a gateway that found its listeners among the services would need those that need it.
     */
    Observations.Subscription listen(Listener listener);

    /**
     * Calls the cluster; {@code Unavailable} when there is none or it is given up for now.
     *
     * @param call uses the provider and keeps no part of it
     */
    <T> ClusterResult<T> call(Function<ClusterProvider, ClusterResult<T>> call);

    /** Reads what watching has told; empty when there is no provider. It never asks the cluster. */
    <T> Optional<T> look(Function<Observations, T> read);

    /** Has everybody who hears of changes look at something again, because a change of it may have been missed. */
    void announce(Observations.Change change);

    /** Returns the last good set of templates, kept while the cluster or its provider is away. */
    Optional<Templates.Snapshot> templates();

    /** Returns how the cluster is. */
    Status status();

    /** Returns why nothing can be asked of the cluster now; empty when it can. */
    default Optional<DomainError> outage() {
        Status status = status();
        return status.isUsable()
                ? Optional.empty()
                : Optional.of(DomainError.unavailable(
                        "The cluster cannot be reached just now (" + status.detail() + "); try again later",
                        Duration.ofSeconds(10)));
    }
}
