package io.ssvirt.rest.cloudapi.internal;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.api.Users;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Session;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.TemplateParameter;
import io.ssvirt.model.TemplateSizing;
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

/** One of everything, with fixed ids and times. */
final class Sample {

    static final Instant AT = Instant.parse("2026-03-01T10:20:30.123456789Z");
    static final Urn ORG = urn(EntityType.ORGANIZATION, 1);
    static final Urn USER = urn(EntityType.USER, 2);
    static final Urn ROLE = urn(EntityType.ROLE, 3);
    static final Urn SESSION = urn(EntityType.SESSION, 4);
    static final Urn VDC = urn(EntityType.VDC, 5);
    static final Urn CATALOG = urn(EntityType.CATALOG, 6);
    static final Urn VAPP = urn(EntityType.VAPP, 7);
    static final Urn VM = urn(EntityType.VM, 8);
    static final Urn TASK = urn(EntityType.TASK, 9);
    static final String TEMPLATE = "rhel9.server-small";
    static final String ITEM = "urn:vcloud:catalogitem:" + CATALOG.id() + ":" + TEMPLATE;

    private static final NamespaceName NAMESPACE = new NamespaceName("vdc-acme-dev");
    private static final long GIB = 1L << 30;

    private Sample() {}

    static Urn urn(EntityType type, long number) {
        return new Urn(type, new UUID(0xa1b2c3d4e5f64000L, 0x8000000000000000L + number));
    }

    static Caller caller(Set<Right> rights) {
        return new Caller(USER, "alice", ORG, SESSION, rights);
    }

    static Caller administrator() {
        return caller(EnumSet.allOf(Right.class));
    }

    static Organization organization() {
        return new Organization(ORG, "acme", "Acme", "", true, false, false, "", AT, AT);
    }

    static Role role() {
        return new Role(ROLE, "vApp User", "Basic vApp user access", "", true, Right.ofVAppUser(), AT, AT);
    }

    static User user() {
        return new User(
                USER,
                ORG,
                "alice",
                "Alice A",
                "",
                "a@acme.example",
                true,
                Optional.empty(),
                0,
                0,
                "LOCAL",
                List.of(ROLE),
                Optional.of(AT),
                AT,
                AT);
    }

    static Users.Detail userDetail() {
        return new Users.Detail(user(), organization(), List.of(role()), false);
    }

    static Sessions.Details session() {
        return new Sessions.Details(
                new Session(SESSION, USER, AT, AT, AT.plusSeconds(3600), Optional.empty()),
                user(),
                organization(),
                List.of(role()),
                30,
                new Sessions.Site("Main", "urn:vcloud:site:00000000-0000-0000-0000-000000000001", "here"));
    }

    static Vdc vdc(VdcState state) {
        return new Vdc(
                VDC,
                ORG,
                "dev",
                "d",
                AllocationModel.FLEX,
                ComputeCapacity.UNLIMITED,
                "provider-vdc-placeholder-001",
                100,
                50,
                true,
                false,
                NAMESPACE,
                state,
                AT,
                AT);
    }

    static AuditEvent event() {
        return new AuditEvent(
                urn(EntityType.AUDIT_EVENT, 90).id(),
                AT,
                "r-1",
                new AuditEvent.Actor(Optional.of(USER), "alice", Optional.of(ORG)),
                "vdcs/create",
                new AuditEvent.Target(VDC.toString(), "dev"),
                409,
                Optional.of("NAME_IN_USE"),
                "192.0.2.7");
    }

    static Catalog catalog() {
        return new Catalog(CATALOG, ORG, "public", "", true, false, true, 1, AT, AT);
    }

    static CatalogItem item() {
        return new CatalogItem(
                new UUID(1, 1),
                catalog(),
                "openshift",
                TEMPLATE,
                "uid-1",
                "Red Hat Enterprise Linux 9",
                "A small server",
                "icon-rhel",
                List.of("vm", "rhel"),
                true,
                new TemplateSizing(1, 2, 4 * GIB, 30 * GIB, "rhel9"),
                List.of(
                        new TemplateParameter(
                                "NAME", "Name", "VM name", null, "expression", "rhel9-[a-z0-9]{6}", false),
                        new TemplateParameter("CLOUD_PASSWORD", "", "", "hush", null, null, true)),
                AT);
    }

    static VApp vapp(VAppState state, VAppStatus status) {
        return new VApp(
                VAPP,
                VDC,
                ORG,
                NAMESPACE,
                "web1",
                "web1",
                "",
                "openshift",
                TEMPLATE,
                state,
                InstancePhase.READY,
                status,
                Optional.of(new UUID(2, 2)),
                "",
                AT,
                AT);
    }

    static Vm vm(VmStatus status) {
        return new Vm(
                VM,
                VAPP,
                VDC,
                ORG,
                NAMESPACE,
                "web1-vm",
                "web1-vm",
                "",
                status,
                "uid-2",
                2,
                1,
                4 * GIB,
                "",
                "Red Hat Enterprise Linux",
                "node-1",
                true,
                List.of(new NetworkInterface("default", "10.0.0.7", "02:00:00:00:00:07", true)),
                List.of(new VirtualDisk("rootdisk", 30 * GIB, "fast")),
                "",
                List.of(),
                AT,
                AT);
    }

    static Vm unknownVm() {
        return new Vm(
                VM,
                VAPP,
                VDC,
                ORG,
                NAMESPACE,
                "web1-vm",
                "web1-vm",
                "",
                VmStatus.UNKNOWN,
                "uid-2",
                0,
                0,
                0,
                "",
                "",
                "",
                false,
                List.of(),
                List.of(),
                "",
                List.of(),
                AT,
                AT);
    }

    static Task task(Operation operation, Urn owner, TaskStatus status) {
        return new Task(
                TASK,
                operation,
                owner,
                "web1",
                ORG,
                USER,
                status,
                status.isFinal() ? 100 : 40,
                "",
                Optional.empty(),
                AT,
                status.isFinal() ? Optional.of(AT) : Optional.empty());
    }
}
