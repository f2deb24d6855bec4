package io.ssvirt.shell.internal;

import org.apache.karaf.shell.api.action.Option;

import io.ssvirt.model.Outcome;

/** A command that shows a sheet. */
public abstract class ShowCommand extends CloudCommand {

    @Option(name = "--no-format", description = "Print bare columns for other tools")
    boolean noFormat;

    @Option(name = "--json", description = "Print JSON")
    boolean json;

    /** Returns what to show. */
    protected abstract Outcome<Sheet> sheet();

    @Override
    protected final Outcome<?> run() {
        return sheet().map(sheet -> {
            sheet.print(out(), form());
            return sheet;
        });
    }

    private Sheet.Form form() {
        if (json) {
            return Sheet.Form.JSON;
        }
        return noFormat ? Sheet.Form.COLUMNS : Sheet.Form.TABLE;
    }
}
