package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.Map;

import io.ssvirt.model.PowerAction;

/** What power actions are called in paths. */
final class PowerWords {

    /** The part of a path after {@code actions/}. */
    static final String PATH = "{action: powerOn|powerOff|reset|suspend|resume|shutdown|reboot}";

    private static final Map<String, PowerAction> ACTIONS = Map.of(
            "powerOn", PowerAction.ON,
            "powerOff", PowerAction.OFF,
            "reset", PowerAction.RESET,
            "suspend", PowerAction.SUSPEND,
            "resume", PowerAction.RESUME,
            "shutdown", PowerAction.SHUTDOWN,
            "reboot", PowerAction.REBOOT);

    private PowerWords() {}

    /** Returns the action of a word that {@link #PATH} lets through. */
    static PowerAction action(String word) {
        return ACTIONS.get(word);
    }
}
