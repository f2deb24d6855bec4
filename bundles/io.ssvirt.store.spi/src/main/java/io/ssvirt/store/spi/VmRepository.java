package io.ssvirt.store.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;

/** Rows of VMs. */
public interface VmRepository {

    /** Finds by id. */
    Optional<Vm> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<Vm> findLocked(Urn id);

    /** Returns the machines of several vApps, by name. */
    List<Vm> ofVApps(Collection<Urn> vapps);

    /** Lists those of an organization, or of all organizations, the newest first. */
    Page<Vm> pageOf(Optional<Urn> organization, Query query);

    /** Tells whether any machine of a VDC runs. */
    boolean anyRunning(Urn vdc);

    /** Inserts. */
    void insert(Vm vm);

    /** Updates; the row must be there. */
    void update(Vm vm);

    /** Deletes. */
    void delete(Urn id);

    /** Deletes all machines of a vApp. */
    void deleteOf(Urn vapp);
}
