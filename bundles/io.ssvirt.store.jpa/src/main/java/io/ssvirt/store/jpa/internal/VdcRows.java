package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.persistence.EntityManager;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.Listing.Totals;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.jpa.internal.entity.VdcEntity;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.VdcRepository;

/** VDCs on JPA. */
final class VdcRows implements VdcRepository {

    private static final Totals TOTALS = Totals.in("vdcs");

    private static final Listing<VdcEntity> LISTING = new Listing<>(
            VdcEntity.class,
            Map.of(
                    "name", Column.text("name"),
                    "description", Column.text("description"),
                    "allocationModel", Column.text("allocationModel"),
                    "isEnabled", Column.flag("enabled"),
                    "status", Column.text("state"),
                    "id", Column.id("id"),
                    "org.id", Column.id("organizationId"),
                    "createdAt", Column.order("createdAt"),
                    "updatedAt", Column.order("updatedAt")),
            "e.createdAt desc, e.id desc");

    /** SQL of its own, because JPA may split an update with a subquery into two statements. */
    private static final String SETTLE =
            "update vdcs set state = case when state = ?1 and not exists (select 1 from tasks t"
                    + " where t.entity_id = vdcs.id and t.state <> 'ENDED') then ?2 else state end, updated_at = ?3,"
                    + " namespace_uid = coalesce(nullif(?4, ''), namespace_uid) where id = ?5";

    private static final String CONTENTS = "select e, (select count(a) from VAppEntity a where a.vdcId = e.id),"
            + " (select count(b) from VAppEntity b where b.vdcId = e.id and b.state <> 'DELETING'),"
            + " (select count(m) from VmEntity m where m.vdcId = e.id and m.status = 'POWERED_ON'),"
            + " (select count(t) from TaskEntity t where t.state in ('QUEUED', 'CLAIMED')"
            + " and (t.entityId in (select c.id from VAppEntity c where c.vdcId = e.id)"
            + " or t.entityId in (select n.id from VmEntity n where n.vdcId = e.id)))"
            + " from VdcEntity e where e.id = :id";

    private static final String BURY_VAPPS = "update vapps set state = 'DELETING', status = 'DELETING', updated_at = ?"
            + " where vdc_id = ? and state <> 'DELETING'";

    /** In the words of each database: a change within a query that tells how many rows it has changed. */
    private static final String BURIED_ON_POSTGRES =
            "with b as (" + BURY_VAPPS + " returning id), n as (select count(*) as" + " buried from b) ";

    private static final String BURIED_ON_H2 =
            ", (select count(*) as buried from final table (" + BURY_VAPPS + ") b) n";

    private static final String BURIED_CONTENTS = ", (select count(*) from vapps a where a.vdc_id = e.id), n.buried,"
            + " exists (select m.id from vms m where m.vdc_id = e.id and m.status = 'POWERED_ON'),"
            + " exists (select t.id from tasks t where t.state in ('QUEUED', 'CLAIMED')"
            + " and (t.entity_id in (select c.id from vapps c where c.vdc_id = e.id)"
            + " or t.entity_id in (select v.id from vms v where v.vdc_id = e.id))) from vdcs e";

    private static final String DIGITS = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) ";

    /** The first of some names that no VDC has; most often it is the first of all, and the rest is not even looked at. */
    private static final String FREE =
            " from (select coalesce((" + free("select cast(?name as varchar) as name, 0 as n")
                    + "), (" + free(numbered("d.x as n from " + DIGITS + "d(x)")) + "), ("
                    + free(numbered("d.x + 10 * e.x + 100 * f.x as n from " + DIGITS + "d(x), " + DIGITS + "e(x), "
                            + DIGITS + "f(x)"))
                    + ")) as name) c where c.name is not null";

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<VdcEntity> rows;

    VdcRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, VdcEntity.class);
    }

    @Override
    public Optional<Vdc> find(Urn id) {
        return rows.find(id).map(VdcEntity::value);
    }

    @Override
    public Optional<Vdc> findLocked(Urn id) {
        return rows.findLocked(id).map(VdcEntity::value);
    }

    /** What is read beside the row stands in queries of its own, which a lock of the row leaves alone. */
    @Override
    public Optional<Placed> findPlacedLocked(Urn id) {
        EntityTable<VdcEntity> table = EntityTable.of(VdcEntity.class);
        int words = table.width() + 1;
        String sql = "select " + table.selected("e") + word("name") + word("display_name") + word("description")
                + " from vdcs e where e.id = ? for update";
        return Reads.query(em, sql, List.of(Ids.text(id)), found -> {
            if (!found.next()) {
                return Optional.empty();
            }
            VdcEntity row = rows.known(table.read(found, 1));
            return Optional.of(new Placed(
                    row.value(), found.getString(words), found.getString(words + 1), found.getString(words + 2)));
        });
    }

    private static String word(String column) {
        return ", (select o." + column + " from organizations o where o.id = e.organization_id)";
    }

    @Override
    public Page<Vdc> page(Optional<Urn> organization, Query query) {
        return LISTING.page(em, Scope.counted(organization, TOTALS), query, VdcEntity::value);
    }

    @Override
    public Optional<Page<Vdc>> pageOf(Urn organization, Query query) {
        Scope scope = Scope.counted(Optional.of(organization), TOTALS).ownedBy("organizations");
        return LISTING.owned(em, scope, query, VdcEntity::value);
    }

    @Override
    public List<Vdc> ofOrganization(Urn organization) {
        return em.createQuery(
                        "select e from VdcEntity e where e.organizationId = :id order by e.name, e.id", VdcEntity.class)
                .setParameter("id", Ids.text(organization))
                .getResultStream()
                .map(VdcEntity::value)
                .toList();
    }

    @Override
    public Optional<UUID> namespaceUid(Urn id) {
        return em.createQuery("select e.namespaceUid from VdcEntity e where e.id = :id", String.class)
                .setParameter("id", Ids.text(id))
                .getResultStream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(UUID::fromString);
    }

    @Override
    public void settle(Urn id, VdcState from, VdcState to, Optional<UUID> uid, Instant now) {
        rows.change(em.createNativeQuery(SETTLE)
                .setParameter(1, from.name())
                .setParameter(2, to.name())
                .setParameter(3, Times.micros(now))
                .setParameter(4, uid.map(UUID::toString).orElse(""))
                .setParameter(5, Ids.text(id)));
    }

    @Override
    public boolean bury(Urn id, Instant now) {
        return rows.change(
                        em.createQuery("update VdcEntity e set e.state = :state, e.updatedAt = :now where e.id = :id")
                                .setParameter("state", VdcState.DELETING.name())
                                .setParameter("now", Times.micros(now))
                                .setParameter("id", Ids.text(id)))
                == 1;
    }

    @Override
    public Optional<Contents> findWithContents(Urn id) {
        return em.createQuery(CONTENTS, Object[].class)
                .setParameter("id", Ids.text(id))
                .getResultStream()
                .findFirst()
                .map(row -> new Contents(
                        ((VdcEntity) row[0]).value(),
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        ((Number) row[3]).longValue() > 0,
                        ((Number) row[4]).longValue() > 0));
    }

    @Override
    public Optional<Contents> buryContents(Urn id, Instant now) {
        EntityTable<VdcEntity> table = EntityTable.of(VdcEntity.class);
        int counts = table.width() + 1;
        boolean postgres = Reads.isPostgres(em);
        String sql = (postgres ? BURIED_ON_POSTGRES : "") + "select " + table.selected("e") + BURIED_CONTENTS
                + (postgres ? ", n" : BURIED_ON_H2) + " where e.id = ?";
        em.clear();
        return Reads.query(
                em,
                sql,
                List.of(Times.micros(now), Ids.text(id), Ids.text(id)),
                found -> found.next()
                        ? Optional.of(new Contents(
                                table.read(found, 1).value(),
                                found.getLong(counts),
                                found.getLong(counts + 1),
                                found.getBoolean(counts + 2),
                                found.getBoolean(counts + 3)))
                        : Optional.empty());
    }

    @Override
    public List<Vdc> running(Urn organization) {
        return em.createQuery(
                        "select e from VdcEntity e where e.organizationId = :id and exists (select m.id from VmEntity m"
                                + " where m.vdcId = e.id and m.status = 'POWERED_ON') order by e.name, e.id",
                        VdcEntity.class)
                .setParameter("id", Ids.text(organization))
                .getResultStream()
                .map(VdcEntity::value)
                .toList();
    }

    @Override
    public void insert(Vdc vdc) {
        rows.insert(new VdcEntity(vdc));
    }

    private static String free(String candidates) {
        return "select t.name from (" + candidates + ") t where not exists (select v.id from vdcs v"
                + " where v.namespace = t.name) order by t.n limit 1";
    }

    private static String numbered(String numbers) {
        return "select cast(?name as varchar) || '-' || m.n as name, m.n from (select " + numbers
                + ") m where m.n between 1 and cast(?last as integer)";
    }

    @Override
    public Optional<Vdc> insertNumbered(Vdc vdc, int last) {
        EntityTable<VdcEntity> table = EntityTable.of(VdcEntity.class);
        List<Object> values = new ArrayList<>(table.values(new VdcEntity(vdc)));
        String selected = IntStream.range(0, values.size())
                .mapToObj(at -> table.columns()[at].equals("namespace") ? "c.name" : "?" + (at + 1))
                .collect(Collectors.joining(", "));
        String sql = "insert into vdcs (" + String.join(", ", table.columns()) + ") select " + selected + FREE;
        values.add(vdc.namespace().value());
        String name = "?" + values.size();
        values.add(last);
        return Returning.row(
                        em,
                        VdcEntity.class,
                        sql.replace("?name", name).replace("?last", "?" + values.size()),
                        values.toArray())
                .map(VdcEntity::value);
    }

    @Override
    public void update(Vdc vdc) {
        VdcEntity row = rows.required(vdc.id());
        boolean renamed = !row.value().name().equals(vdc.name());
        row.set(vdc);
        rows.flush();
        if (renamed) {
            signals.add(Signal.ofIdentity(vdc.id()));
        }
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
    }
}
