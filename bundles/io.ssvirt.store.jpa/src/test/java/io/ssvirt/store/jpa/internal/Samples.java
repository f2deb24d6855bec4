package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.Condition;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.VirtualDisk;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.IntentJournal;

/** Values to store, each different from the last. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

    private Samples() {}

    static Urn urn(EntityType type) {
        return new Urn(type, UUID.randomUUID());
    }

    static Organization organization(String name) {
        return new Organization(urn(EntityType.ORGANIZATION), name, "The " + name, "", true, false, true, "", NOW, NOW);
    }

    static User user(Organization organization, String name, List<Urn> roles) {
        return new User(
                urn(EntityType.USER),
                organization.id(),
                name,
                "The " + name,
                "",
                name + "@" + organization.name() + ".example",
                true,
                Optional.of(NOW.plusSeconds(60)),
                1,
                2,
                User.LOCAL,
                roles,
                Optional.of(NOW.minusSeconds(60)),
                NOW,
                NOW);
    }

    static Vdc vdc(Organization organization, String name) {
        return new Vdc(
                urn(EntityType.VDC),
                organization.id(),
                name,
                "",
                AllocationModel.FLEX,
                new ComputeCapacity(new Capacity(1, 2, "MHz"), new Capacity(3, 4, "MB")),
                "pvdc",
                100,
                50,
                true,
                false,
                new NamespaceName("vdc-" + organization.name() + "-" + name),
                VdcState.CREATING,
                NOW,
                NOW);
    }

    static Catalog catalog(Organization organization, String name, boolean published) {
        return new Catalog(urn(EntityType.CATALOG), organization.id(), name, "", published, false, true, 1, NOW, NOW);
    }

    static VApp vapp(Vdc vdc, String name, Instant created) {
        return new VApp(
                urn(EntityType.VAPP),
                vdc.id(),
                vdc.orgId(),
                vdc.namespace(),
                name,
                name + "-at-birth",
                "the vApp " + name,
                "openshift",
                "rhel9-server-small",
                VAppState.CREATING,
                InstancePhase.PENDING,
                VAppStatus.INSTANTIATING,
                Optional.of(UUID.randomUUID()),
                "",
                created,
                created);
    }

    static Vdc renamed(Vdc vdc, String name) {
        return new Vdc(
                vdc.id(),
                vdc.orgId(),
                name,
                vdc.description(),
                vdc.allocationModel(),
                vdc.capacity(),
                vdc.providerVdcId(),
                vdc.nicQuota(),
                vdc.networkQuota(),
                vdc.thinProvision(),
                vdc.enabled(),
                vdc.namespace(),
                vdc.state(),
                vdc.createdAt(),
                vdc.updatedAt());
    }

    static VApp renamed(VApp vapp, String name) {
        return new VApp(
                vapp.id(),
                vapp.vdcId(),
                vapp.orgId(),
                vapp.namespace(),
                name,
                vapp.instanceName(),
                vapp.description(),
                vapp.templateNamespace(),
                vapp.templateName(),
                vapp.state(),
                vapp.instance(),
                vapp.status(),
                vapp.instanceUid(),
                vapp.failure(),
                vapp.createdAt(),
                vapp.updatedAt());
    }

    static Vm vm(VApp vapp, String name, VmStatus status) {
        return new Vm(
                urn(EntityType.VM),
                vapp.id(),
                vapp.vdcId(),
                vapp.orgId(),
                vapp.namespace(),
                name,
                "VM-" + name,
                "",
                status,
                UUID.randomUUID().toString(),
                2,
                1,
                4L << 30,
                "u1.medium",
                "Fedora",
                "node01",
                true,
                List.of(new NetworkInterface("default", "10.0.0.7", "02:00:00:00:00:07", true)),
                List.of(new VirtualDisk("rootdisk", 30L << 30, "fast")),
                "",
                List.of(new Condition("Ready", "False", "GuestNotRunning", "the guest is not running")),
                NOW,
                NOW);
    }

    static IntentJournal.Entry entry(Urn entity, Instant at) {
        return new IntentJournal.Entry(
                UUID.randomUUID(),
                Operation.VDC_CREATE,
                entity,
                "dev",
                urn(EntityType.ORGANIZATION),
                urn(EntityType.USER),
                Map.of("namespace", "vdc-acme-dev", "name", "dév"),
                at);
    }
}
