package io.ssvirt.ops.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import io.ssvirt.api.HealthProbe;

/** Offers every probe as a health check of Felix, so that all of them, and checks of others, are looked at in one way. */
@Component(service = {})
public final class FelixChecks {

    /** Tag of the checks that decide whether the server is ready; a check of somebody else that has it counts as well. */
    static final String TAG = "ssvirt";

    private final BundleContext context;
    private final Map<HealthProbe, ServiceRegistration<HealthCheck>> offered = new ConcurrentHashMap<>();

    /** Offers nothing yet; probes come one by one. */
    @Activate
    public FelixChecks(BundleContext context) {
        this.context = context;
    }

    /** Offers a probe, whose part may come at any time. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProbe(HealthProbe probe) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, probe.name());
        properties.put(HealthCheck.TAGS, new String[] {TAG});
        offered.put(probe, context.registerService(HealthCheck.class, () -> result(probe.look()), properties));
    }

    /** Takes a probe back whose part goes. */
    void unbindProbe(HealthProbe probe) {
        ServiceRegistration<HealthCheck> gone = offered.remove(probe);
        if (gone != null) {
            gone.unregister();
        }
    }

    /** Takes everything back. */
    @Deactivate
    public void close() {
        offered.keySet().forEach(this::unbindProbe);
    }

    private static Result result(HealthProbe.Finding finding) {
        return new Result(
                switch (finding.status()) {
                    case OK -> Result.Status.OK;
                    case DEGRADED -> Result.Status.WARN;
                    case FAILED -> Result.Status.CRITICAL;
                },
                finding.detail());
    }
}
