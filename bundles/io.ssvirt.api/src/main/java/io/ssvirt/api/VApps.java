package io.ssvirt.api;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Condition;
import io.ssvirt.model.InstanceObject;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vm;

/** vApps: instantiated templates with their machines (contract 2.11 and 2.12). */
public interface VApps {

    /**
     * A request to instantiate a template.
     *
     * @param parameters values for the template's parameters; they reach the cluster and nothing else
     * @param powerOn true starts the machines whatever the template says; empty leaves it to the template
     */
    record Instantiation(
            String name,
            String description,
            Catalogs.ItemReference item,
            SecretValues parameters,
            Optional<Boolean> powerOn) {}

    /** What shall be different about a vApp; an empty field is left as it is. */
    record Edit(Optional<String> name, Optional<String> description) {}

    /**
     * What the cluster made of a vApp's template.
     *
     * @param objects those created in the order of the template, then those that were not
     */
    record Instance(List<InstanceObject> objects, List<Condition> conditions) {

        /** Keeps its own copies. */
        public Instance {
            objects = List.copyOf(objects);
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A vApp with its machines.
     *
     * @param instance what the cluster made of its template as last observed; empty in lists, and while nothing is known
     */
    record Detail(VApp vapp, List<Vm> machines, Optional<Instance> instance) {

        /** Keeps its own copy. */
        public Detail {
            machines = List.copyOf(machines);
        }

        /** A vApp of whose instance no more is told. */
        public Detail(VApp vapp, List<Vm> machines) {
            this(vapp, machines, Optional.empty());
        }
    }

    /**
     * Instantiates a template in a VDC.
     *
     * <p>All parameters are resolved and checked before anything is written. Commits vApp, task and intent together, then
     * waits until the cluster has the TemplateInstance; its machines appear afterwards. When this is refused, nothing is left
     * and the name is free.
     */
    Outcome<Change<Detail>> instantiate(Caller caller, Urn vdc, Instantiation request);

    /** Lists the vApps of a VDC with their machines, the newest first. */
    Outcome<Page<Detail>> listOf(Caller caller, Urn vdc, Query query);

    /** Lists the vApps that the caller sees with their machines, the newest first. */
    Outcome<Page<Detail>> list(Caller caller, Query query);

    /** Reads one; a foreign one is not found. */
    Outcome<Detail> get(Caller caller, Urn id);

    /** Changes what one is called; committed when this returns {@code Done}. Its TemplateInstance keeps its name. */
    Outcome<Detail> edit(Caller caller, Urn id, Edit edit);

    /**
     * Changes the power of all machines of a vApp for which that makes sense; when the change is finished, the cluster has
     * accepted it for each of them.
     */
    Outcome<Change<Detail>> power(Caller caller, Urn id, PowerAction action);

    /**
     * Deletes a vApp and everything that came from it, the cluster first.
     *
     * @param force delete although machines are running; otherwise that is refused before anything is touched
     */
    Outcome<Change<VApp>> delete(Caller caller, Urn id, boolean force);
}
