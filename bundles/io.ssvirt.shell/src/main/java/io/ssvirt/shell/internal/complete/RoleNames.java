package io.ssvirt.shell.internal.complete;

import java.util.List;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Roles;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.shell.internal.ConsoleCaller;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Pages;

/** Completes names of roles. */
@Service
public final class RoleNames extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return cloud().use(Roles.class)
                .then(service -> Pages.all(query -> service.list(ConsoleCaller.current(), query)))
                .map(all -> all.stream().map(Role::name).toList());
    }
}
