package io.ssvirt.api;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
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

    /** A vApp with its machines. */
    record Detail(VApp vapp, List<Vm> machines) {

        /** Keeps its own copy. */
        public Detail {
            machines = List.copyOf(machines);
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

    /** Reads one; a foreign one is not found. */
    Outcome<Detail> get(Caller caller, Urn id);

    /**
     * Deletes a vApp and everything that came from it, the cluster first.
     *
     * @param force delete although machines are running; otherwise that is refused before anything is touched
     */
    Outcome<Change<VApp>> delete(Caller caller, Urn id, boolean force);
}
