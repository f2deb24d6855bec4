package io.ssvirt.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Catalogs;
import io.ssvirt.api.VApps;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.CatalogNames;
import io.ssvirt.shell.internal.complete.VdcNames;

/** Instantiate a template as a vApp. */
@Service
@Command(scope = "ssvirt", name = "vapp-create", description = "Instantiate a template as a vApp")
public final class VAppCreate extends CloudCommand {

    @Argument(index = 0, name = "vdc", description = "Name or id of the VDC", required = true)
    @Completion(VdcNames.class)
    String vdc;

    @Argument(index = 1, name = "catalog", description = "Name or id of the catalog", required = true)
    @Completion(CatalogNames.class)
    String catalog;

    @Argument(index = 2, name = "item", description = "Name of the template", required = true)
    String item;

    @Argument(index = 3, name = "name", description = "Name of the vApp, unique in the VDC", required = true)
    String name;

    @Option(name = "-p", aliases = "--parameter", description = "NAME=value of the template", multiValued = true)
    List<String> parameters;

    @Option(name = "--power-on", description = "Start the machines whatever the template says")
    boolean powerOn;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("vdcs/instantiateTemplate", name));
    }

    @Override
    protected Outcome<?> run() {
        Named named = new Named(cloud(), caller());
        return values().then(values -> named.vdc(vdc)
                        .then(where -> named.catalog(catalog).then(from -> use(VApps.class)
                                .then(service ->
                                        service.instantiate(caller(), where.id(), request(from.catalog(), values))))))
                .then(change -> {
                    about(change, change.entity().vapp().id(), name);
                    out().println(change.entity().vapp().id());
                    return change.isFinished()
                            ? Outcome.done(change)
                            : say(Progress.of(change)).map(said -> change);
                });
    }

    private VApps.Instantiation request(Catalog from, Map<String, String> values) {
        return new VApps.Instantiation(
                name,
                "",
                new Catalogs.ItemReference(from.id().id() + ":" + item, Optional.of(item)),
                SecretValues.of(values),
                powerOn ? Optional.of(true) : Optional.empty());
    }

    private Outcome<Map<String, String>> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : parameters == null ? List.<String>of() : parameters) {
            int sign = parameter.indexOf('=');
            if (sign < 1) {
                return Outcome.refused(DomainError.invalid("-p", "A parameter must be given as NAME=value"));
            }
            values.put(parameter.substring(0, sign), parameter.substring(sign + 1));
        }
        return Outcome.done(values);
    }
}
