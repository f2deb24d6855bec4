package io.ssvirt.shell.internal.complete;

import java.util.List;
import java.util.Optional;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConsoleCaller;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Pages;

/** Completes names of users. */
@Service
public final class UserNames extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return cloud().use(Users.class)
                .then(service -> Pages.all(query -> service.list(ConsoleCaller.current(), Optional.empty(), query)))
                .map(all -> all.stream().map(one -> one.user().username()).toList());
    }
}
