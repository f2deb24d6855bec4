package io.ssvirt.shell.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Intents;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Roles;
import io.ssvirt.api.Tasks;
import io.ssvirt.api.Users;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.shell.internal.complete.AllocationModels;
import io.ssvirt.shell.internal.complete.CatalogNames;
import io.ssvirt.shell.internal.complete.IntentIds;
import io.ssvirt.shell.internal.complete.LiveNames;
import io.ssvirt.shell.internal.complete.OrgNames;
import io.ssvirt.shell.internal.complete.PowerActions;
import io.ssvirt.shell.internal.complete.ProviderNames;
import io.ssvirt.shell.internal.complete.RoleNames;
import io.ssvirt.shell.internal.complete.TaskIds;
import io.ssvirt.shell.internal.complete.UserNames;
import io.ssvirt.shell.internal.complete.VAppNames;
import io.ssvirt.shell.internal.complete.VdcNames;
import io.ssvirt.shell.internal.complete.VmNames;

import static org.assertj.core.api.Assertions.assertThat;

/** What the Tab key offers: names of what is there, as far as they begin with what was typed. */
class CompletersTest {

    private static final NamespaceName SPACE = new NamespaceName("vdc-acme-dev");

    private final Console console = new Console();
    private final Set<Class<?>> tried = new HashSet<>();

    private static <T extends Record> T named(Class<T> type, String member, Object value) {
        return Filled.of(type, Map.of(member, value));
    }

    /** Offers a service whose list has these values, with so many on a page as are asked for. */
    private <T> void offer(Class<T> service, String list, Object... all) {
        Function<Object[], Object> pages = given -> {
            Query query = (Query) given[given.length - 1];
            List<Object> page =
                    Stream.of(all).skip(query.skip()).limit(query.pageSize()).toList();
            return Outcome.done(new Page<>(page, all.length, query.page(), query.pageSize()));
        };
        console.offer(service, Console.answering(service, Map.of(list, pages)));
    }

    private List<String> offered(Class<? extends LiveNames> completer, String typed) {
        tried.add(completer);
        return console.complete(completer, typed);
    }

    private static Object organization(String name) {
        return named(Organizations.Counted.class, "organization", named(Organization.class, "name", name));
    }

    private void vapps() {
        offer(Vdcs.class, "list", Filled.of(Vdc.class, Map.of("name", "dev", "namespace", SPACE)));
        Vm vm = Filled.of(Vm.class, Map.of("name", "web-0", "namespace", SPACE));
        Object vapp = Filled.of(
                VApps.Detail.class,
                Map.of(
                        "vapp", Filled.of(VApp.class, Map.of("name", "web", "namespace", SPACE)),
                        "machines", List.of(vm)));
        offer(VApps.class, "listOf", vapp);
    }

    @Test
    void namesOfWhatIsThere() {
        offer(Organizations.class, "list", organization("acme"), organization("initech"));
        offer(Catalogs.class, "list", named(Catalogs.Counted.class, "catalog", named(Catalog.class, "name", "base")));
        offer(Users.class, "list", named(Users.Detail.class, "user", named(User.class, "username", "bob")));
        offer(Roles.class, "list", named(Role.class, "name", Role.VAPP_USER));
        vapps();

        assertThat(offered(OrgNames.class, "")).containsExactly("acme", "initech");
        assertThat(offered(CatalogNames.class, "b")).containsExactly("base");
        assertThat(offered(UserNames.class, "b")).containsExactly("bob");
        assertThat(offered(RoleNames.class, "vApp")).hasSize(1);
        assertThat(offered(VdcNames.class, "d")).containsExactly("dev");
        assertThat(offered(VAppNames.class, "w")).containsExactly("web");
        assertThat(offered(VmNames.class, "w")).containsExactly("web-0");
    }

    @Test
    void idsOfWhatHasNoName() {
        Urn task = new Urn(EntityType.TASK, new UUID(0, 7));
        offer(Tasks.class, "list", named(Task.class, "id", task));
        offer(Intents.class, "list", named(PendingIntent.class, "task", task));

        assertThat(offered(TaskIds.class, "urn:")).containsExactly(task.toString());
        assertThat(offered(IntentIds.class, "urn:")).containsExactly(task.toString());
    }

    @Test
    void wordsThatAreAlwaysTheSame() {
        assertThat(offered(PowerActions.class, "re")).containsExactlyInAnyOrder("reset", "resume", "reboot");
        assertThat(offered(ProviderNames.class, "")).containsExactly("auto", "kubernetes", "none", "simulator");
        assertThat(offered(AllocationModels.class, "F")).containsExactly("Flex");
    }

    @Test
    void whatDoesNotBeginLikeThatIsNotOffered() {
        offer(Organizations.class, "list", organization("acme"), organization("initech"));

        assertThat(offered(OrgNames.class, "ini")).containsExactly("initech");
        assertThat(offered(OrgNames.class, "x")).isEmpty();
    }

    @Test
    void everyPageIsOfferedButOfTasksOnlyTheNewest() {
        offer(
                Organizations.class,
                "list",
                IntStream.range(0, 250).mapToObj(i -> organization("o" + i)).toArray());
        offer(
                Tasks.class,
                "list",
                IntStream.range(0, 250)
                        .mapToObj(i -> named(Task.class, "id", new Urn(EntityType.TASK, new UUID(0, i))))
                        .toArray());

        assertThat(offered(OrgNames.class, "o")).hasSize(250);
        assertThat(offered(TaskIds.class, "")).hasSize(50);
    }

    /** A key press must never end the session, nor leave a line on the screen. */
    @Test
    void nothingIsOfferedWhileThePartIsAwayRefusesOrFails() {
        assertThat(offered(OrgNames.class, "")).isEmpty();
        console.offer(
                Organizations.class,
                Console.answering(
                        Organizations.class,
                        Map.of("list", Outcome.refused(DomainError.unavailable("away", Duration.ofSeconds(5))))));
        assertThat(offered(OrgNames.class, "")).isEmpty();
        console.offer(Organizations.class, Console.answering(Organizations.class, Map.of()));
        assertThat(offered(OrgNames.class, "")).isEmpty();
        assertThat(console.text()).isEmpty();
    }

    @Test
    void noCompleterIsForgottenHere() throws Exception {
        namesOfWhatIsThere();
        idsOfWhatHasNoName();
        wordsThatAreAlwaysTheSame();
        try (Stream<Path> files = Files.list(Path.of("target/classes/io/ssvirt/shell/internal/complete"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".class", "")))
                    .filteredOn(name -> !Set.of("LiveNames", "package-info").contains(name))
                    .containsExactlyInAnyOrderElementsOf(
                            tried.stream().map(Class::getSimpleName).toList());
        }
    }
}
