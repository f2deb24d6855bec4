package io.ssvirt.cluster.simulator.internal;

import java.time.Duration;

/**
 * How long the simulated cluster takes for what it does by itself.
 *
 * @param terminating of a namespace until it is gone
 * @param processing of a TemplateInstance until its status is written
 * @param provisioning of disks before a machine can start
 * @param booting of a machine
 * @param agent of the guest agent after the boot
 * @param stopping of a machine
 * @param deleting of a machine
 */
record Pace(
        Duration terminating,
        Duration processing,
        Duration provisioning,
        Duration booting,
        Duration agent,
        Duration stopping,
        Duration deleting) {

    /** Like a small cluster with its images at hand. */
    static final Pace USUAL = new Pace(
            Duration.ofSeconds(2),
            Duration.ofMillis(80),
            Duration.ofMillis(400),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(500));
}
