package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VAppRepository.Draft;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a VDC comes into an organization and a vApp into a VDC, and what it holds meanwhile, on whatever database a subclass brings. */
abstract class InsertionSuite extends VdcFixture {

    private static final Set<VdcState> READY = Set.of(VdcState.READY);

    @Test
    void aVAppIsInsertedIntoAVdcInOneStatement() {
        assertThat(inserted("new", Optional.empty())).as("while it is created").isEmpty();
        open();

        assertThat(inserted("new", Optional.of(unknown(EntityType.ORGANIZATION))))
                .as("for another organization")
                .isEmpty();
        VApp made = inserted("new", Optional.of(acme.id())).orElseThrow();
        assertThatObject(write(tx -> tx.vapps().find(made.id()))).isEqualTo(Optional.of(made));
        assertThat(made)
                .usingRecursiveComparison()
                .ignoringFields("id", "instance")
                .isEqualTo(named("new"));
        assertThat(store.write(tx -> Outcome.done(tx.vapps().insert(draft("web"), READY, Optional.empty())))
                        .refusal())
                .contains(DomainError.nameInUse("name", "Name already in use within VDC"));
    }

    @Test
    void aVAppWhoseInstanceNameIsTakenGetsItsSpareOne() {
        open();

        assertThat(inserted("web-at-birth", Optional.empty()))
                .hasValueSatisfying(made -> assertThat(made.instanceName()).isEqualTo("spare-of-web-at-birth"));
        assertThat(inserted("free", Optional.empty()))
                .hasValueSatisfying(made -> assertThat(made.instanceName()).isEqualTo("free"));
    }

    @Test
    void aVAppIsInsertedIntoAVdcOfTheStateThatIsAskedFor() {
        open();
        write(tx -> {
            tx.vdcs().update(tx.vdcs().findLocked(dev.id()).orElseThrow().in(VdcState.UPDATING, NOW));
            return true;
        });

        assertThat(inserted("new", Optional.empty())).isEmpty();
        assertThatObject(write(tx -> tx.vapps()
                        .insert(draft("new"), EnumSet.of(VdcState.READY, VdcState.UPDATING), Optional.empty())
                        .isPresent()))
                .isEqualTo(true);
    }

    @Test
    void aVdcGetsTheFirstNamespaceThatIsFree() {
        Set<String> given = new LinkedHashSet<>();
        for (int number = 0; number <= 12; number++) {
            given.add(numbered(12).orElseThrow());
        }

        assertThat(given).startsWith("vdc-many", "vdc-many-1", "vdc-many-2").endsWith("vdc-many-11", "vdc-many-12");
        assertThat(numbered(12)).as("when all are taken").isEmpty();
        assertThat(numbered(999)).contains("vdc-many-13");
        write(tx -> {
            Vdc gone = tx.vdcs().ofOrganization(acme.id()).stream()
                    .filter(vdc -> vdc.namespace().value().equals("vdc-many-4"))
                    .findFirst()
                    .orElseThrow();
            tx.vdcs().delete(gone.id());
            return true;
        });
        assertThat(numbered(12)).contains("vdc-many-4");
    }

    private Optional<String> numbered(int last) {
        Vdc sample = Samples.vdc(acme, "many");
        Vdc wanted = with(sample, new NamespaceName("vdc-many"), sample.enabled());
        return write(tx -> tx.vdcs().insertNumbered(wanted, last).map(made -> made.namespace()
                .value()));
    }

    /** Brings the VDC from being created and disabled, as it is at first, to where vApps may come. */
    private void open() {
        write(tx -> {
            tx.vdcs().settle(dev.id(), VdcState.CREATING, VdcState.READY, Optional.empty(), NOW);
            return true;
        });
        assertThat(inserted("new", Optional.empty())).as("while disabled").isEmpty();
        write(tx -> {
            Vdc ready = tx.vdcs().findLocked(dev.id()).orElseThrow();
            tx.vdcs().update(with(ready, ready.namespace(), true));
            return true;
        });
    }

    private static Vdc with(Vdc vdc, NamespaceName namespace, boolean enabled) {
        return new Vdc(
                vdc.id(),
                vdc.orgId(),
                vdc.name(),
                vdc.description(),
                vdc.allocationModel(),
                vdc.capacity(),
                vdc.providerVdcId(),
                vdc.nicQuota(),
                vdc.networkQuota(),
                vdc.thinProvision(),
                enabled,
                namespace,
                vdc.state(),
                vdc.createdAt(),
                vdc.updatedAt());
    }

    private Optional<VApp> inserted(String name, Optional<Urn> organization) {
        return write(tx -> tx.vapps().insert(draft(name), READY, organization));
    }

    private Draft draft(String name) {
        return new Draft(
                unknown(EntityType.VAPP), dev.id(), name, name, "spare-of-" + name, "", "openshift", "small", NOW);
    }

    @Test
    void whatIsBeingInstantiatedOrSwitchedCannotGoAtTheSameMoment() {
        open();

        assertWaits(
                tx -> tx.vapps().insert(draft("new"), READY, Optional.empty()).isPresent(),
                tx -> tx.vdcs().bury(dev.id(), LATER));
        assertWaits(tx -> tx.vapps().findMannedLocked(web.id()).isPresent(), tx -> tx.vapps()
                .bury(web.id(), LATER));
    }

    /** The second is done once the first is, and not before. */
    private void assertWaits(Function<Transaction, Boolean> first, Function<Transaction, Boolean> second) {
        AtomicReference<CompletableFuture<Boolean>> other = new AtomicReference<>();
        Boolean done = write(tx -> {
            boolean held = first.apply(tx);
            other.set(CompletableFuture.supplyAsync(() -> write(second)));
            assertThatThrownBy(() -> other.get().get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            return held;
        });

        assertThat(done).isTrue();
        assertThat(other.get()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    private VApp named(String name) {
        VApp sample = Samples.vapp(dev, name, NOW);
        return new VApp(
                sample.id(),
                dev.id(),
                acme.id(),
                new NamespaceName(dev.namespace().value()),
                name,
                name,
                "",
                "openshift",
                "small",
                VAppState.CREATING,
                sample.instance(),
                VAppStatus.INSTANTIATING,
                Optional.empty(),
                "",
                NOW,
                NOW);
    }
}
