package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** List API tokens, never their secrets. */
@Service
@Command(scope = "ssvirt", name = "token-list", description = "List API tokens, never their secrets")
public final class TokenList extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(ApiTokens.class)
                .then(service -> Pages.all(query -> service.list(caller(), query)))
                .map(all -> {
                    Sheet sheet = Sheet.of("Name", "Owner", "Organization", "Created at", "Last used at", "Id");
                    all.forEach(one -> sheet.row(
                            one.token().name(),
                            one.owner(),
                            one.orgName(),
                            one.token().createdAt(),
                            one.token().lastUsedAt(),
                            one.token().id()));
                    return sheet;
                });
    }
}
