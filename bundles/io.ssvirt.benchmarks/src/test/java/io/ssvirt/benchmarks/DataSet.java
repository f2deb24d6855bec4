package io.ssvirt.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * How much there is in a system, and what each thing in it is called. The same numbers make the same data.
 *
 * @param organizations tenants, the provider's organization not counted
 * @param vdcs VDCs, spread over the organizations in turn
 * @param catalogs catalogs, spread likewise; every third is published
 * @param users users, spread likewise, the first administrator not counted
 * @param vapps vApps with one VM each, spread over the VDCs in turn
 */
public record DataSet(int organizations, int vdcs, int catalogs, int users, int vapps) {

    /** A tenth, say, lets the benchmarks themselves be tried in a tenth of the time; figures are then of no use. */
    private static final double SCALE = Double.parseDouble(System.getProperty("ssvirt.benchmarks.scale", "1"));

    /** What the figures of the existing Go implementation were taken with. */
    static final DataSet PROVIDER = new DataSet(100, scaled(1_000), scaled(300), 1_001, scaled(20_000));

    /** What memory and start are measured with. */
    static final DataSet INVENTORY = new DataSet(100, scaled(1_000), scaled(300), 100, scaled(10_000));

    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    static int scaled(int count) {
        return (int) Math.max(1, Math.round(count * SCALE));
    }

    /** Returns a data set with as many rows in every list. */
    static DataSet ofRows(int rows) {
        int all = Math.max(100, scaled(rows));
        return new DataSet(all, all, all, all, all);
    }

    /** Returns the id of the thing of a kind and number. */
    public static UUID id(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + "/" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns when the thing of that number was made; each has a second of its own. */
    static Instant created(int number) {
        return BEGUN.plusSeconds(number);
    }

    int organizationOfVdc(int vdc) {
        return vdc % organizations;
    }

    int vdcOfVapp(int vapp) {
        return vapp % vdcs;
    }

    static String organization(int number) {
        return "org-%05d".formatted(number);
    }

    static String vdc(int number) {
        return "vdc-%05d".formatted(number);
    }

    static String user(int number) {
        return "user-%05d".formatted(number);
    }

    static String vapp(int number) {
        return "vapp-%05d".formatted(number);
    }

    static String machine(int number) {
        return "vm-%05d".formatted(number);
    }

    String namespace(int vdc) {
        return "vdc-" + organization(organizationOfVdc(vdc)) + "-" + vdc(vdc);
    }
}
