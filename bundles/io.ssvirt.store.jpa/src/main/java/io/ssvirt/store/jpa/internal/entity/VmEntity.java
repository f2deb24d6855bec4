package io.ssvirt.store.jpa.internal.entity;

import java.util.List;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.Condition;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** Row of vms. */
@Entity
@Table(name = "vms")
public class VmEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "vapp_id")
    String vappId;

    @Column(name = "vdc_id")
    String vdcId;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "namespace")
    String namespace;

    @Column(name = "object_name")
    String objectName;

    @Column(name = "name")
    String name;

    @Column(name = "description")
    String description;

    @Column(name = "status")
    String status;

    @Column(name = "uid")
    String uid;

    @Column(name = "cpus")
    int cpus;

    @Column(name = "cores_per_socket")
    int coresPerSocket;

    @Column(name = "memory_bytes")
    long memoryBytes;

    @Column(name = "instancetype")
    String instancetype;

    @Column(name = "guest_os")
    String guestOs;

    @Column(name = "node")
    String node;

    @Column(name = "agent")
    boolean agent;

    @Column(name = "networks")
    String networks;

    @Column(name = "disks")
    String disks;

    @Column(name = "message")
    String message;

    @Column(name = "conditions")
    String conditions;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** For JPA alone. */
    protected VmEntity() {}

    /** Makes a row. */
    public VmEntity(Vm vm) {
        id = Ids.text(vm.id());
        set(vm);
    }

    /** Takes over everything but the identity. */
    public final void set(Vm vm) {
        vappId = Ids.text(vm.vappId());
        vdcId = Ids.text(vm.vdcId());
        organizationId = Ids.text(vm.orgId());
        namespace = vm.namespace().value();
        objectName = vm.objectName();
        name = vm.name();
        description = vm.description();
        status = vm.status().name();
        uid = vm.uid();
        cpus = vm.cpus();
        coresPerSocket = vm.coresPerSocket();
        memoryBytes = vm.memoryBytes();
        instancetype = vm.instancetype();
        guestOs = vm.guestOs();
        node = vm.node();
        agent = vm.agent();
        networks = Texts.networks(vm.networks());
        disks = Texts.disks(vm.disks());
        message = Texts.cut(vm.message());
        conditions = written(vm.conditions());
        createdAt = Times.micros(vm.createdAt());
        updatedAt = Times.micros(vm.updatedAt());
    }

    /** Returns conditions as their column has them. */
    public static String written(List<Condition> conditions) {
        return Texts.conditions(conditions);
    }

    /** Returns the value that the row stands for. */
    public Vm value() {
        return new Vm(
                Ids.urn(EntityType.VM, id),
                Ids.urn(EntityType.VAPP, vappId),
                Ids.urn(EntityType.VDC, vdcId),
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                new NamespaceName(namespace),
                objectName,
                name,
                description,
                VmStatus.valueOf(status),
                uid,
                cpus,
                coresPerSocket,
                memoryBytes,
                instancetype,
                guestOs,
                node,
                agent,
                Texts.networks(networks),
                Texts.disks(disks),
                message,
                Texts.conditions(conditions),
                Times.instant(createdAt),
                Times.instant(updatedAt));
    }
}
