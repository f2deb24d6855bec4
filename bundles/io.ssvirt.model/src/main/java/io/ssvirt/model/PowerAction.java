package io.ssvirt.model;

/** What can be asked of a machine's power. */
public enum PowerAction {
    ON,
    OFF
}
