package io.ssvirt.store.jpa.internal.entity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Query;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;

/** Row of vapps. */
@Entity
@Table(name = "vapps")
public class VAppEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "vdc_id")
    String vdcId;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "namespace")
    String namespace;

    @Column(name = "name")
    String name;

    // Null in rows that an older version wrote: then it is the name.
    @Column(name = "instance_name")
    String instanceName;

    @Column(name = "description")
    String description;

    @Column(name = "template_namespace")
    String templateNamespace;

    @Column(name = "template_name")
    String templateName;

    @Column(name = "state")
    String state;

    @Column(name = "instance_phase")
    String instancePhase;

    @Column(name = "status")
    String status;

    @Column(name = "instance_uid")
    String instanceUid;

    @Column(name = "failure")
    String failure;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** For JPA alone. */
    protected VAppEntity() {}

    /** Makes a row. */
    public VAppEntity(VApp vapp) {
        id = Ids.text(vapp.id());
        set(vapp);
    }

    /** Takes over everything but the identity. */
    public final void set(VApp vapp) {
        vdcId = Ids.text(vapp.vdcId());
        organizationId = Ids.text(vapp.orgId());
        namespace = vapp.namespace().value();
        name = vapp.name();
        instanceName = vapp.instanceName();
        description = vapp.description();
        templateNamespace = vapp.templateNamespace();
        templateName = vapp.templateName();
        state = vapp.state().name();
        instancePhase = vapp.instance().name();
        status = vapp.status().name();
        instanceUid = vapp.instanceUid().map(UUID::toString).orElse(null);
        failure = Texts.cut(vapp.failure());
        createdAt = Times.micros(vapp.createdAt());
        updatedAt = Times.micros(vapp.updatedAt());
    }

    /** Gives the values of a row that has no instance yet, in the order of its columns, to a statement that inserts it. */
    public Query into(Query statement) {
        List<Object> values = List.of(
                id,
                vdcId,
                organizationId,
                namespace,
                name,
                instanceName,
                description,
                templateNamespace,
                templateName,
                state,
                instancePhase,
                status,
                failure,
                createdAt,
                updatedAt);
        for (int i = 0; i < values.size(); i++) {
            statement.setParameter(i + 1, values.get(i));
        }
        return statement;
    }

    /** Returns the value that the row stands for. */
    public VApp value() {
        return new VApp(
                Ids.urn(EntityType.VAPP, id),
                Ids.urn(EntityType.VDC, vdcId),
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                new NamespaceName(namespace),
                name,
                instanceName == null ? name : instanceName,
                description,
                templateNamespace,
                templateName,
                VAppState.valueOf(state),
                InstancePhase.valueOf(instancePhase),
                VAppStatus.valueOf(status),
                Optional.ofNullable(instanceUid).map(UUID::fromString),
                failure,
                Times.instant(createdAt),
                Times.instant(updatedAt));
    }
}
