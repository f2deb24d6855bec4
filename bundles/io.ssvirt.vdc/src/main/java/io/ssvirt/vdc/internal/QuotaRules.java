package io.ssvirt.vdc.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Capacity;

/**
 * How the limits of a VDC become the hard values of a ResourceQuota.
 *
 * <p>A VDC is measured in what its guests have. The pods around them need some more, and a guest that moves to another node is
 * there twice for a while; so the quota is larger than the limit by a share of it and a fixed amount.
 *
 * @param everywhere hard values that every VDC gets, such as {@code pods=50}
 * @param mhzPerCore clock rate that one core stands for when a limit is given in MHz
 * @param percent share of the limit that is added
 * @param addedMillicores that are added to a CPU limit
 * @param addedMebibytes that are added to a memory limit
 */
record QuotaRules(
        Map<String, String> everywhere, int mhzPerCore, int percent, int addedMillicores, int addedMebibytes) {

    /** What every VDC may have, unless configured otherwise: the first implementation's counts, and as many machines as pods. */
    static final String USUAL = "pods=50, persistentvolumeclaims=20, services=10, secrets=50, configmaps=50,"
            + " count/virtualmachines.kubevirt.io=50";

    private static final Logger LOG = LoggerFactory.getLogger(QuotaRules.class);
    private static final Pattern HARD = Pattern.compile("([A-Za-z0-9./_-]+)\\s*=\\s*(\\d+(?:\\.\\d+)?[A-Za-z]{0,2})");
    private static final int HUNDRED = 100;

    /** Keeps its own copy. */
    QuotaRules {
        everywhere = Map.copyOf(everywhere);
    }

    /** Reads what is configured; an entry that cannot be read is named in the log and left out. */
    static QuotaRules from(VdcHandler.Config config) {
        Map<String, String> everywhere = new LinkedHashMap<>();
        for (String entry : config.quota().split(",")) {
            var hard = HARD.matcher(entry.strip());
            if (hard.matches()) {
                everywhere.put(hard.group(1), hard.group(2));
            } else if (!entry.isBlank()) {
                LOG.error("Configuration io.ssvirt.vdc: \"{}\" in quota is no amount such as pods=50", entry.strip());
            }
        }
        return new QuotaRules(
                everywhere,
                Math.max(1, config.cpu__mhz__per__core()),
                Math.max(0, config.headroom__percent()),
                Math.max(0, config.headroom__millicores()),
                Math.max(0, config.headroom__mebibytes()));
    }

    /** Returns the CPU of a quota; 0 for no limit. */
    long millicores(Capacity cpu) {
        return with(limit(cpu), addedMillicores);
    }

    /** Returns the memory of a quota; 0 for no limit. The unit of memory always means MiB. */
    long mebibytes(Capacity memory) {
        return with(memory.limit(), addedMebibytes);
    }

    private long limit(Capacity cpu) {
        return switch (cpu.units().toLowerCase(Locale.ROOT)) {
            case "cores" -> cpu.limit() * 1000L;
            case "millicores" -> cpu.limit();
            case "ghz" -> perCore(cpu.limit() * 1_000_000L);
            default -> perCore(cpu.limit() * 1000L);
        };
    }

    private long with(long limit, long added) {
        return limit <= 0 ? 0 : limit + (limit * percent + HUNDRED - 1) / HUNDRED + added;
    }

    /** Rounds up, so that a limit never becomes none. */
    private long perCore(long milliMhz) {
        return (milliMhz + mhzPerCore - 1) / mhzPerCore;
    }
}
