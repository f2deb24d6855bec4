package io.ssvirt.store.jpa.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Query.Order;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.OrganizationRepository.Usage;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** What the store promises, on whatever database a subclass brings. */
abstract class StoreSuite {

    private Store store;
    private final Organization acme = Samples.organization("acme");
    private final Vdc dev = Samples.vdc(acme, "dev");

    abstract TestDatabase database();

    @BeforeEach
    void anOrganizationWithAVdc() {
        store = database().store();
        clear();
        write(tx -> tx.organizations().insert(acme));
        write(tx -> tx.vdcs().insert(dev));
    }

    private void clear() {
        try (var connection = database().source().getConnection();
                var statement = connection.createStatement()) {
            for (String table : List.of(
                    "tasks",
                    "vms",
                    "vapps",
                    "catalogs",
                    "vdcs",
                    "sessions",
                    "user_roles",
                    "users",
                    "roles",
                    "organizations")) {
                statement.execute("delete from " + table);
            }
        } catch (java.sql.SQLException failed) {
            throw new AssertionError("the database could not be emptied", failed);
        }
    }

    private void write(Consumer<Transaction> work) {
        assertThat(tryWrite(work).refusal()).isEmpty();
    }

    private Outcome<Boolean> tryWrite(Consumer<Transaction> work) {
        return store.write(tx -> {
            work.accept(tx);
            return Outcome.done(true);
        });
    }

    private <T> T read(Function<Transaction, T> work) {
        return store.read(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    @Test
    void everyValueIsReadAsItWasWritten() {
        VApp vapp = Samples.vapp(dev, "web", NOW);
        Vm vm = Samples.vm(vapp, "web-1", VmStatus.POWERED_ON);
        Role role = new Role(Samples.urn(EntityType.ROLE), "Operator", "", "", false, Right.ofVAppUser(), NOW, NOW);
        User user = Samples.user(acme, "alice", List.of(role.id()));
        write(tx -> {
            tx.vapps().insert(vapp);
            tx.vms().insert(vm);
            tx.roles().insert(role);
            tx.users().insert(user, "hash");
        });

        assertThatObject(read(tx -> tx.organizations().find(acme.id()))).isEqualTo(Optional.of(acme));
        assertThatObject(read(tx -> tx.vdcs().find(dev.id()))).isEqualTo(Optional.of(dev));
        assertThatObject(read(tx -> tx.vapps().find(vapp.id()))).isEqualTo(Optional.of(vapp));
        write(tx -> assertThatObject(tx.vapps().findByInstanceLocked(vapp.namespace(), vapp.instanceName()))
                .isEqualTo(Optional.of(vapp)));
        assertThatObject(read(tx -> tx.vms().find(vm.id()))).isEqualTo(Optional.of(vm));
        assertThatObject(read(tx -> tx.roles().find(role.id()))).isEqualTo(Optional.of(role));
        assertThatObject(read(tx -> tx.users().find(user.id()))).isEqualTo(Optional.of(user));
        assertThatObject(read(tx -> tx.users().passwordHash(user.id()))).isEqualTo(Optional.of("hash"));
    }

    @Test
    void aRefusalWritesNothing() {
        Organization other = Samples.organization("other");

        store.write(tx -> {
            tx.organizations().insert(other);
            return Outcome.refused(DomainError.notFound("changed my mind"));
        });

        assertThatObject(read(tx -> tx.organizations().findByName("other"))).isEqualTo(Optional.empty());
    }

    @Test
    void aNameThatIsTakenIsAnErrorOfTheUser() {
        write(tx -> tx.vapps().insert(Samples.vapp(dev, "web", NOW)));

        assertThat(tryWrite(tx -> tx.vapps().insert(Samples.vapp(dev, "web", NOW)))
                        .refusal())
                .contains(DomainError.nameInUse("name", "Name already in use within VDC"));
        assertThat(tryWrite(tx -> tx.organizations().insert(Samples.organization("acme")))
                        .refusal())
                .contains(DomainError.nameInUse("name", "Organization name already exists"));
    }

    @Test
    void theNameOfSomethingDeletedIsFree() {
        VApp vapp = Samples.vapp(dev, "web", NOW);
        write(tx -> tx.vapps().insert(vapp));
        write(tx -> tx.vapps().delete(vapp.id()));

        write(tx -> tx.vapps().insert(Samples.vapp(dev, "web", NOW)));
    }

    @Test
    void aRowThatOthersNeedIsNotDeleted() {
        assertThat(tryWrite(tx -> tx.organizations().delete(acme.id())).refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.CONFLICT));
    }

    @Test
    void whatCannotBeStoredIsAnErrorOfTheUser() {
        assertThat(tryWrite(tx -> tx.organizations().insert(Samples.organization("n".repeat(300))))
                        .refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.INVALID));
    }

    @Test
    void pagesGoThroughAListWithoutGapOrRepetition() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            String name = "v" + i;
            names.add(0, name);
            VApp vapp = Samples.vapp(dev, name, NOW.plusSeconds(i));
            write(tx -> tx.vapps().insert(vapp));
        }

        for (int size : List.of(1, 10, 25, 57, 100)) {
            List<String> seen = new ArrayList<>();
            for (int page = 1; seen.size() < 57; page++) {
                int number = page;
                Page<VApp> found = read(tx -> tx.vapps().page(dev.id(), Query.page(number, size)));
                assertThat(found.total()).isEqualTo(57);
                found.values().forEach(vapp -> seen.add(vapp.name()));
            }
            assertThat(seen).as("pages of %d", size).isEqualTo(names);
        }
        Page<VApp> beyond = read(tx -> tx.vapps().page(dev.id(), Query.page(9, 25)));
        assertThat(beyond.values()).isEmpty();
        assertThat(beyond.total()).isEqualTo(57);
    }

    @Test
    void signsOfPatternsInAFilterMeanThemselves() {
        for (String name : List.of("a%b", "a_b", "a!b", "aXb")) {
            write(tx -> tx.organizations().insert(Samples.organization(name)));
        }

        assertThat(organizationsContaining("%")).containsExactly("a%b");
        assertThat(organizationsContaining("_")).containsExactly("a_b");
        assertThat(organizationsContaining("!")).containsExactly("a!b");
        assertThat(organizationsContaining("x")).containsExactly("aXb");
        assertThat(organizationsContaining("' or 1=1 --")).isEmpty();
    }

    private List<String> organizationsContaining(String text) {
        Query query = new Query(
                1, 25, Optional.empty(), List.of(new Criterion("name", Match.CONTAINS, text)), Optional.empty());
        return read(tx -> tx.organizations().page(Optional.empty(), query)).values().stream()
                .map(Organization::name)
                .toList();
    }

    @Test
    void unknownFieldsOfAQueryArePassedOver() {
        Query query = new Query(
                1,
                25,
                Optional.empty(),
                List.of(new Criterion("password", Match.EQUALS, "x")),
                Optional.of(new Order("id; drop table vdcs", true)));

        assertThat(read(tx -> tx.vdcs().page(Optional.empty(), query)).total()).isEqualTo(1);
    }

    @Test
    void anOrganizationSeesItsOwnCatalogsAndPublishedOnes() {
        Organization other = Samples.organization("other");
        write(tx -> {
            tx.organizations().insert(other);
            tx.catalogs().insert(Samples.catalog(other, "hidden", false));
            tx.catalogs().insert(Samples.catalog(other, "shown", true));
            tx.catalogs().insert(Samples.catalog(acme, "own", false));
        });

        assertThat(read(tx -> tx.catalogs().page(Optional.of(acme.id()), Query.page(1, 25)))
                        .values())
                .extracting("name")
                .containsExactlyInAnyOrder("own", "shown");
        assertThat(read(tx -> tx.catalogs().page(Optional.empty(), Query.page(1, 25)))
                        .total())
                .isEqualTo(3);
    }

    @Test
    void whatOrganizationsHaveIsCountedAtOnce() {
        VApp vapp = Samples.vapp(dev, "web", NOW);
        write(tx -> {
            tx.vapps().insert(vapp);
            tx.vms().insert(Samples.vm(vapp, "on", VmStatus.POWERED_ON));
            tx.vms().insert(Samples.vm(vapp, "off", VmStatus.POWERED_OFF));
        });
        Urn unknown = Samples.urn(EntityType.ORGANIZATION);

        assertThatObject(read(tx -> tx.organizations().usage(List.of(acme.id(), unknown))))
                .isEqualTo(Map.of(acme.id(), new Usage(1, 0, 1, 1, 0), unknown, Usage.NONE));
    }

    @Test
    void deletingTheMachinesOfAVAppLeavesThoseOfOthers() {
        VApp web = Samples.vapp(dev, "web", NOW);
        VApp data = Samples.vapp(dev, "data", NOW);
        write(tx -> {
            tx.vapps().insert(web);
            tx.vapps().insert(data);
            tx.vms().insert(Samples.vm(web, "w", VmStatus.POWERED_ON));
            tx.vms().insert(Samples.vm(data, "d", VmStatus.POWERED_ON));
        });

        write(tx -> {
            tx.vms().deleteOf(web.id());
            tx.vapps().delete(web.id());
        });

        List<Vm> left = read(tx -> tx.vms().ofVApps(List.of(web.id(), data.id())));
        assertThat(left).extracting(Vm::objectName).containsExactly("d");
    }

    @Test
    void aNameThatLooksLikeAConstraintIsNotTakenForOne() {
        write(tx -> tx.organizations().insert(Samples.organization("vdcs_namespace")));

        assertThat(tryWrite(tx -> tx.organizations().insert(Samples.organization("vdcs_namespace")))
                        .refusal())
                .contains(DomainError.nameInUse("name", "Organization name already exists"));
    }
}
