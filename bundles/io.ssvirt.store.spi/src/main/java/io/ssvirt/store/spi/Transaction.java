package io.ssvirt.store.spi;

/** The repositories within one transaction; good only inside the function that received it. */
public interface Transaction {

    /** Returns the organizations. */
    OrganizationRepository organizations();

    /** Returns the users. */
    UserRepository users();

    /** Returns the roles. */
    RoleRepository roles();

    /** Returns the sessions. */
    SessionRepository sessions();

    /** Returns the API tokens. */
    ApiTokenRepository tokens();

    /** Returns the VDCs. */
    VdcRepository vdcs();

    /** Returns the catalogs. */
    CatalogRepository catalogs();

    /** Returns the vApps. */
    VAppRepository vapps();

    /** Returns the VMs. */
    VmRepository vms();

    /** Returns the audit trail. */
    AuditRepository audit();

    /** Returns the tasks with their intents. */
    IntentJournal journal();

    /** Sends a signal when this transaction commits, and none when it does not; a transaction that only reads has none to send. */
    void signal(Signal signal);

    /** Returns the tombstones of entities that are gone. */
    RemovedRepository removed();

    /** Returns what the database says about the cluster as a whole. */
    InventoryRepository inventory();

    /** Returns what the last sweep found. */
    DriftRepository drift();

    /** Returns the leases of duties that one process alone may have. */
    LeaseRepository leases();
}
