package io.ssvirt.store.spi;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/** The findings of the last sweep. */
public interface DriftRepository {

    /** Lists them, the oldest first. */
    Page<DriftFinding> page(Query query);

    /** Finds one. */
    Optional<DriftFinding> find(String key);

    /** Counts them; a kind without findings is not in the answer. */
    Map<DriftKind, Long> counts();

    /** Puts the findings of a sweep in the place of the last ones; what was found before keeps the time of its first finding. */
    void replace(Collection<DriftFinding> findings);
}
