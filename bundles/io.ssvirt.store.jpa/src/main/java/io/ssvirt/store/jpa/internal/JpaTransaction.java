package io.ssvirt.store.jpa.internal;

import java.util.List;

import javax.persistence.EntityManager;

import io.ssvirt.store.spi.ApiTokenRepository;
import io.ssvirt.store.spi.AuditRepository;
import io.ssvirt.store.spi.CatalogRepository;
import io.ssvirt.store.spi.DriftRepository;
import io.ssvirt.store.spi.IntentJournal;
import io.ssvirt.store.spi.InventoryRepository;
import io.ssvirt.store.spi.LeaseRepository;
import io.ssvirt.store.spi.OrganizationRepository;
import io.ssvirt.store.spi.RemovedRepository;
import io.ssvirt.store.spi.RoleRepository;
import io.ssvirt.store.spi.SessionRepository;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.UserRepository;
import io.ssvirt.store.spi.VAppRepository;
import io.ssvirt.store.spi.VdcRepository;
import io.ssvirt.store.spi.VmRepository;

/** The repositories on one entity manager, and the signals that its commit will send. */
record JpaTransaction(EntityManager em, List<Signal> signals) implements Transaction {

    /** A transaction that reads. */
    JpaTransaction(EntityManager em) {
        this(em, List.of());
    }

    @Override
    public OrganizationRepository organizations() {
        return new OrganizationRows(em, signals);
    }

    @Override
    public UserRepository users() {
        return new UserRows(em, signals);
    }

    @Override
    public RoleRepository roles() {
        return new RoleRows(em, signals);
    }

    @Override
    public SessionRepository sessions() {
        return new SessionRows(em, signals);
    }

    @Override
    public ApiTokenRepository tokens() {
        return new ApiTokenRows(em, signals);
    }

    @Override
    public VdcRepository vdcs() {
        return new VdcRows(em, signals);
    }

    @Override
    public CatalogRepository catalogs() {
        return new CatalogRows(em);
    }

    @Override
    public VAppRepository vapps() {
        return new VAppRows(em, signals);
    }

    @Override
    public VmRepository vms() {
        return new VmRows(em);
    }

    @Override
    public AuditRepository audit() {
        return new AuditRows(em);
    }

    @Override
    public IntentJournal journal() {
        return new TaskRows(em);
    }

    @Override
    public void signal(Signal signal) {
        signals.add(signal);
    }

    @Override
    public RemovedRepository removed() {
        return new RemovedRows(em);
    }

    @Override
    public InventoryRepository inventory() {
        return new InventoryRows(em);
    }

    @Override
    public DriftRepository drift() {
        return new DriftRows(em);
    }

    @Override
    public LeaseRepository leases() {
        return new LeaseRows(em);
    }
}
