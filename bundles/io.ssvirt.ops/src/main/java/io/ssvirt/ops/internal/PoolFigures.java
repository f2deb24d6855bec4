package io.ssvirt.ops.internal;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.metrics.api.Meters;
import io.ssvirt.metrics.api.Meters.Registration;

/** Figures of the pool of connections, from the bean by which it can be watched: no class of the pool is needed. */
@Component(service = {})
public final class PoolFigures {

    private static final Logger LOG = LoggerFactory.getLogger(PoolFigures.class);
    private static final String BEAN = "com.zaxxer.hikari:type=Pool (ssvirt)";
    private static final Map<String, String> STATES = Map.of(
            "active", "ActiveConnections",
            "idle", "IdleConnections",
            "pending", "ThreadsAwaitingConnection");

    private final Registration figures;

    /** Declares the figures. */
    @Activate
    public PoolFigures(@Reference Meters meters) {
        figures = meters.gauge(
                "ssvirt_db_pool",
                "Connections of the database that are active or idle, and requests that wait for one.",
                List.of("state"),
                PoolFigures::read);
    }

    /** Takes the figures back. */
    @Deactivate
    public void stop() {
        figures.close();
    }

    private static Map<List<String>, Double> read() {
        Map<List<String>, Double> found = new HashMap<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName pool = new ObjectName(BEAN);
            for (Map.Entry<String, String> state : STATES.entrySet()) {
                if (server.getAttribute(pool, state.getValue()) instanceof Number number) {
                    found.put(List.of(state.getKey()), number.doubleValue());
                }
            }
        } catch (JMException away) {
            LOG.trace("There is no pool just now", away);
        }
        return found;
    }
}
