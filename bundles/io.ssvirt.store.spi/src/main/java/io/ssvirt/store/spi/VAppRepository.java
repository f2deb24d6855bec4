package io.ssvirt.store.spi;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;

/** Rows of vApps. Names are unique within a VDC. */
public interface VAppRepository {

    /** Finds by id. */
    Optional<VApp> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<VApp> findLocked(Urn id);

    /** Finds by the name of its TemplateInstance and holds the row until the transaction ends. */
    Optional<VApp> findByInstanceLocked(NamespaceName namespace, String name);

    /** Finds by name within a VDC. */
    Optional<VApp> findByName(Urn vdc, String name);

    /** Lists those of a VDC, the newest first. */
    Page<VApp> page(Urn vdc, Query query);

    /** Lists those of an organization, or of all organizations, the newest first. */
    Page<VApp> pageOf(Optional<Urn> organization, Query query);

    /** Returns all vApps of a VDC. */
    List<VApp> ofVdc(Urn vdc);

    /** Inserts. */
    void insert(VApp vapp);

    /** Updates; the row must be there. */
    void update(VApp vapp);

    /** Deletes. */
    void delete(Urn id);
}
