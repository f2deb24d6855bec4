package io.ssvirt.store.jpa.internal.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;

/** Row of vdcs. */
@Entity
@Table(name = "vdcs")
public class VdcEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "name")
    String name;

    @Column(name = "description")
    String description;

    @Column(name = "allocation_model")
    String allocationModel;

    @Column(name = "cpu_allocated")
    long cpuAllocated;

    @Column(name = "cpu_limit")
    long cpuLimit;

    @Column(name = "cpu_units")
    String cpuUnits;

    @Column(name = "memory_allocated")
    long memoryAllocated;

    @Column(name = "memory_limit")
    long memoryLimit;

    @Column(name = "memory_units")
    String memoryUnits;

    @Column(name = "provider_vdc")
    String providerVdc;

    @Column(name = "nic_quota")
    int nicQuota;

    @Column(name = "network_quota")
    int networkQuota;

    @Column(name = "thin_provision")
    boolean thinProvision;

    @Column(name = "enabled")
    boolean enabled;

    @Column(name = "namespace")
    String namespace;

    /** Written by a statement of its own, because no value of a VDC carries it. */
    @Column(name = "namespace_uid", insertable = false)
    String namespaceUid;

    @Column(name = "state")
    String state;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** For JPA alone. */
    protected VdcEntity() {}

    /** Makes a row. */
    public VdcEntity(Vdc vdc) {
        id = Ids.text(vdc.id());
        set(vdc);
    }

    /** Takes over everything but the identity. */
    public final void set(Vdc vdc) {
        organizationId = Ids.text(vdc.orgId());
        name = vdc.name();
        description = vdc.description();
        allocationModel = vdc.allocationModel().text();
        cpuAllocated = vdc.capacity().cpu().allocated();
        cpuLimit = vdc.capacity().cpu().limit();
        cpuUnits = vdc.capacity().cpu().units();
        memoryAllocated = vdc.capacity().memory().allocated();
        memoryLimit = vdc.capacity().memory().limit();
        memoryUnits = vdc.capacity().memory().units();
        providerVdc = vdc.providerVdcId();
        nicQuota = vdc.nicQuota();
        networkQuota = vdc.networkQuota();
        thinProvision = vdc.thinProvision();
        enabled = vdc.enabled();
        namespace = vdc.namespace().value();
        state = vdc.state().name();
        createdAt = Times.micros(vdc.createdAt());
        updatedAt = Times.micros(vdc.updatedAt());
    }

    /** Returns the value that the row stands for. */
    public Vdc value() {
        return new Vdc(
                Ids.urn(EntityType.VDC, id),
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                name,
                description,
                AllocationModel.ofText(allocationModel).orElseThrow(),
                new ComputeCapacity(
                        new Capacity(cpuAllocated, cpuLimit, cpuUnits),
                        new Capacity(memoryAllocated, memoryLimit, memoryUnits)),
                providerVdc,
                nicQuota,
                networkQuota,
                thinProvision,
                enabled,
                new NamespaceName(namespace),
                VdcState.valueOf(state),
                Times.instant(createdAt),
                Times.instant(updatedAt));
    }
}
