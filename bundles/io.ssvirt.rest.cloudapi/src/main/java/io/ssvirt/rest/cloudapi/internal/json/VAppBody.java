package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.api.VApps;
import io.ssvirt.rest.api.JsonFields;

/**
 * Reads what a request says about a vApp. It may be the whole vApp as it was read: only its name and description count, and what is
 * absent stays as it is.
 */
public final class VAppBody {

    private VAppBody() {}

    /** Reads a change. */
    public static VApps.Edit edit(JsonFields fields) {
        return new VApps.Edit(fields.text("name", Limits.TITLE), fields.textOrNone("description", Limits.DESCRIPTION));
    }
}
