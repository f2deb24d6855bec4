package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.Optional;
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

/** How a vApp comes into a VDC, and what it holds meanwhile, on whatever database a subclass brings. */
abstract class InsertionSuite extends VdcFixture {

    @Test
    void aVAppIsInsertedUnlessAnotherHasItsInstanceName() {
        VApp taken = named("web-at-birth", "web-at-birth");
        assertThatObject(write(tx -> tx.vapps().insertUnlessTaken(taken))).isEqualTo(false);
        assertThatObject(write(tx -> tx.vapps().find(taken.id()))).isEqualTo(Optional.empty());

        VApp free = named("free", "free");
        assertThatObject(write(tx -> tx.vapps().insertUnlessTaken(free))).isEqualTo(true);
        assertThatObject(write(tx -> tx.vapps().find(free.id()))).isEqualTo(Optional.of(free));
        VApp same = named("web", "web");
        assertThat(store.write(tx -> Outcome.done(tx.vapps().insertUnlessTaken(same)))
                        .refusal())
                .contains(DomainError.nameInUse("name", "Name already in use within VDC"));
    }

    @Test
    void aVAppIsInsertedIntoAVdcThatIsReadyInOneStatement() {
        assertThat(inserted("new", "new", Optional.empty()))
                .as("while it is created")
                .isEmpty();
        open();

        assertThat(inserted("web-at-birth", "web-at-birth", Optional.empty()))
                .as("an instance name that is taken")
                .isEmpty();
        assertThat(inserted("new", "new", Optional.of(unknown(EntityType.ORGANIZATION))))
                .as("for another organization")
                .isEmpty();
        VApp made = inserted("new", "new", Optional.of(acme.id())).orElseThrow();
        assertThatObject(write(tx -> tx.vapps().find(made.id()))).isEqualTo(Optional.of(made));
        VApp like = named("new", "new");
        assertThat(made)
                .usingRecursiveComparison()
                .ignoringFields("id", "instance")
                .isEqualTo(like);
    }

    /** Brings the VDC from being created and disabled, as it is at first, to where vApps may come. */
    private void open() {
        write(tx -> {
            tx.vdcs().settle(dev.id(), VdcState.CREATING, VdcState.READY, Optional.empty(), NOW);
            return true;
        });
        assertThat(inserted("new", "new", Optional.empty()))
                .as("while disabled")
                .isEmpty();
        write(tx -> {
            Vdc ready = tx.vdcs().findLocked(dev.id()).orElseThrow();
            tx.vdcs().update(enabled(ready));
            return true;
        });
    }

    private static Vdc enabled(Vdc vdc) {
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
                true,
                vdc.namespace(),
                vdc.state(),
                vdc.createdAt(),
                vdc.updatedAt());
    }

    private Optional<VApp> inserted(String name, String instance, Optional<Urn> organization) {
        return write(tx -> tx.vapps().insertIfReady(draft(name, instance), organization));
    }

    private Draft draft(String name, String instance) {
        return new Draft(unknown(EntityType.VAPP), dev.id(), name, instance, "", "openshift", "small", NOW);
    }

    @Test
    void whatIsBeingInstantiatedOrSwitchedCannotGoAtTheSameMoment() {
        open();

        assertWaits(
                tx -> tx.vapps()
                        .insertIfReady(draft("new", "new"), Optional.empty())
                        .isPresent(),
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

    private VApp named(String name, String instanceName) {
        VApp sample = Samples.vapp(dev, name, NOW);
        return new VApp(
                sample.id(),
                dev.id(),
                acme.id(),
                new NamespaceName(dev.namespace().value()),
                name,
                instanceName,
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
