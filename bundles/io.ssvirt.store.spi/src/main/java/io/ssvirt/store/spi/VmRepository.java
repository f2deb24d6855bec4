package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.Condition;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

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

    /**
     * Notes the status of several machines in one statement; those whose status is one of some others stay as they are.
     *
     * @param unless statuses that are left alone; at least one
     */
    void note(Collection<Urn> ids, VmStatus status, Set<VmStatus> unless, Instant now);

    /**
     * What a machine is called, how large it is, and what the cluster says of it, such as that it has to be restarted.
     *
     * @param name blank when it is not known
     * @param cpus 0 when they are not known, as the other sizes are
     */
    record Shape(
            String name,
            String description,
            int cpus,
            int coresPerSocket,
            long memoryBytes,
            List<Condition> conditions) {

        /** Keeps its own copy. */
        public Shape {
            conditions = List.copyOf(conditions);
        }
    }

    /** Notes the shape of a machine in one statement; a name or size that is not known stays as it is. */
    void note(Urn id, Shape shape, Instant now);

    /** Inserts. */
    void insert(Vm vm);

    /** Updates; the row must be there. */
    void update(Vm vm);

    /** Deletes. */
    void delete(Urn id);

    /** Deletes all machines of a vApp. */
    void deleteOf(Urn vapp);
}
