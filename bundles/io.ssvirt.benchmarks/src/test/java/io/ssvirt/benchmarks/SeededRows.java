package io.ssvirt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.cluster.kubernetes.internal.SeenMachine;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.vapp.internal.SeededMachine;

import at.favre.lib.crypto.bcrypt.BCrypt;

/** Writes the rows of a data set through the store, before the server starts for the first time. */
final class SeededRows {

    /** Password of every user in it. */
    static final String PASSWORD = "benchmark-only";

    private static final int AT_ONCE = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private static final Urn TENANTS_ROLE = new Urn(EntityType.ROLE, DataSet.id("role", 1));

    private final Store store;
    private final DataSet data;
    private final ClusterObjects cluster;
    private final String hash = BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());

    SeededRows(Store store, DataSet data) {
        this.store = store;
        this.data = data;
        this.cluster = new ClusterObjects(data);
    }

    /** Writes all of it. */
    void write() {
        each(1, (tx, number) -> roles(tx));
        each(data.organizations(), (tx, number) -> tx.organizations().insert(organization(number)));
        each(data.users(), (tx, number) -> tx.users().insert(user(number), hash));
        each(data.vdcs(), (tx, number) -> tx.vdcs().insert(vdc(number)));
        each(data.catalogs(), (tx, number) -> tx.catalogs().insert(catalog(number)));
        each(data.vapps(), (tx, number) -> {
            VApp vapp = vapp(number);
            tx.vapps().insert(vapp);
            tx.vms()
                    .insert(SeededMachine.row(
                            vapp,
                            SeenMachine.of(
                                    tree(cluster.machine(number, "Running", number + 1)), tree(cluster.guest(number))),
                            vapp.createdAt()));
        });
    }

    private void each(int count, BiConsumer<Transaction, Integer> row) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int begin = from;
            Outcome<Boolean> written = store.write(tx -> {
                for (int number = begin; number < Math.min(count, begin + AT_ONCE); number++) {
                    row.accept(tx, number);
                }
                return Outcome.done(true);
            });
            written.refusal().ifPresent(error -> {
                throw new IllegalStateException("the data were not written: " + error.message());
            });
        }
    }

    private static Map<String, Object> tree(String json) {
        try {
            return JSON.readValue(json, TREE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The predefined roles, as the server makes them when they are missing. */
    private static void roles(Transaction tx) {
        Map<String, Set<Right>> predefined =
                Map.of(Role.SYSTEM_ADMINISTRATOR, Right.ofSystemAdministrator(), Role.VAPP_USER, Right.ofVAppUser());
        predefined.forEach((name, rights) -> tx.roles()
                .insert(role(new Urn(EntityType.ROLE, UUID.nameUUIDFromBytes(name.getBytes())), name, rights)));
        tx.roles().insert(role(TENANTS_ROLE, Role.ORGANIZATION_ADMINISTRATOR, Right.ofOrganizationAdministrator()));
    }

    private static Role role(Urn id, String name, Set<Right> rights) {
        return new Role(id, name, name, "", true, rights, DataSet.created(0), DataSet.created(0));
    }

    private static Urn organizationId(int number) {
        return new Urn(EntityType.ORGANIZATION, DataSet.id("organization", number));
    }

    private static Organization organization(int number) {
        return new Organization(
                organizationId(number),
                DataSet.organization(number),
                "Organization " + number,
                "A tenant",
                true,
                false,
                true,
                "",
                DataSet.created(number),
                DataSet.created(number));
    }

    private User user(int number) {
        return new User(
                new Urn(EntityType.USER, DataSet.id("user", number)),
                organizationId(number % data.organizations()),
                DataSet.user(number),
                "User " + number,
                "",
                DataSet.user(number) + "@example.com",
                true,
                Optional.empty(),
                0,
                0,
                User.LOCAL,
                List.of(TENANTS_ROLE),
                Optional.empty(),
                DataSet.created(number),
                DataSet.created(number));
    }

    private Vdc vdc(int number) {
        return new Vdc(
                new Urn(EntityType.VDC, DataSet.id("vdc", number)),
                organizationId(data.organizationOfVdc(number)),
                DataSet.vdc(number),
                "A virtual data centre",
                AllocationModel.FLEX,
                new ComputeCapacity(new Capacity(0, 0, "MHz"), new Capacity(0, 0, "MB")),
                "",
                100,
                50,
                true,
                true,
                new NamespaceName(data.namespace(number)),
                VdcState.READY,
                DataSet.created(number),
                DataSet.created(number));
    }

    private Catalog catalog(int number) {
        return new Catalog(
                new Urn(EntityType.CATALOG, DataSet.id("catalog", number)),
                organizationId(number % data.organizations()),
                "catalog-%05d".formatted(number),
                "Templates",
                number % 3 == 0,
                false,
                true,
                1,
                DataSet.created(number),
                DataSet.created(number));
    }

    private VApp vapp(int number) {
        int vdc = data.vdcOfVapp(number);
        return new VApp(
                new Urn(EntityType.VAPP, DataSet.id("vapp", number)),
                new Urn(EntityType.VDC, DataSet.id("vdc", vdc)),
                organizationId(data.organizationOfVdc(vdc)),
                new NamespaceName(data.namespace(vdc)),
                DataSet.vapp(number),
                DataSet.vapp(number),
                "A vApp",
                "openshift",
                "fedora-server-small",
                VAppState.READY,
                InstancePhase.READY,
                VAppStatus.DEPLOYED,
                Optional.of(DataSet.id("instance", number)),
                "",
                DataSet.created(number),
                DataSet.created(number));
    }
}
