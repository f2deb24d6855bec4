package io.ssvirt.rest.cloudapi.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Users as clients see them (contract 1.3, 2.4, 8.3 and 10). */
class UsersOverHttpTest extends OverHttp {

    @Test
    void aUserHasTheMembersOfTheContract() {
        JsonNode user = created("plain");

        assertThat(keys(user))
                .containsExactly(
                        "id",
                        "username",
                        "fullName",
                        "description",
                        "email",
                        "deployedVmQuota",
                        "storedVmQuota",
                        "nameInSource",
                        "enabled",
                        "isGroupRole",
                        "providerType",
                        "locked",
                        "stranded",
                        "organizationId",
                        "organizationName",
                        "created_at",
                        "updated_at",
                        "deleted_at",
                        "orgEntityRef",
                        "organization",
                        "name",
                        "createdDate",
                        "lastModified");
        assertThat(user.get("deleted_at").isNull()).isTrue();
        assertThat(user.get("providerType").asText()).isEqualTo("LOCAL");
        assertThat(user.get("nameInSource").asText()).isEqualTo("plain");
        assertThat(user.at("/orgEntityRef/name").asText()).isEqualTo("acme");
        assertThat(user.at("/organization/displayName").asText()).isEqualTo("acme");
        assertThat(user.toString()).doesNotContain("secret-1", "$2a$");
    }

    @Test
    void theSpellingsOfTheWebInterfaceAreUnderstood() {
        String body = "{\"username\":\"ui\",\"FullName\":\"From the UI\",\"email\":\"ui@acme.example\","
                + "\"password\":\"secret-1\",\"roleEntityRefs\":[{\"id\":\"urn:vcloud:role:vapp-user\",\"name\":\"vApp User\"}],"
                + "\"orgEntityRef\":{\"id\":\"" + acme + "\",\"name\":\"acme\"},\"organizationID\":\"" + acme
                + "\",\"enabled\":false,\"nameInSource\":\"x\",\"isGroupRole\":true}";

        Answer answer = ask("POST", USERS, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("fullName").asText()).isEqualTo("From the UI");
        assertThat(answer.json().get("enabled").asBoolean()).isFalse();
        assertThat(answer.json().at("/roleEntityRefs/0/name").asText()).isEqualTo("vApp User");
        assertThat(answer.json().at("/roles/0/readOnly").asBoolean()).isTrue();
        Answer moved = ask(
                "PATCH",
                USERS + "/" + id(answer.json()),
                "{\"roleEntityRefs\":[{\"id\":\"organization-administrator\",\"name\":\"Organization Administrator\"}]}");
        assertThat(moved.json().at("/roleEntityRefs/0/name").asText()).isEqualTo("Organization Administrator");
        assertThat(moved.json().at("/roleEntityRefs").size()).isEqualTo(1);
    }

    @Test
    void patchAndPutChangeWhatTheyNameAndNothingElse() {
        String path = USERS + "/" + id(created("patched"));

        assertThat(ask("PATCH", path, "{\"enabled\":false,\"deployedVmQuota\":7}")
                        .json()
                        .get("enabled")
                        .asBoolean())
                .isFalse();
        Answer zero = ask("PUT", path, "{\"deployedVmQuota\":0,\"email\":\"\",\"fullName\":\"New\"}");
        assertThat(zero.status()).as(zero.body()).isEqualTo(200);
        assertThat(zero.json().get("deployedVmQuota").asInt()).isZero();
        assertThat(zero.json().get("enabled").asBoolean()).isFalse();
        assertThat(zero.json().get("email").asText()).isEqualTo("patched@acme.example");
        assertThat(zero.json().get("fullName").asText()).isEqualTo("New");
        assertThat(ask("GET", path.replace(":", "%3A"), null)
                        .json()
                        .get("fullName")
                        .asText())
                .isEqualTo("New");
        assertThat(ask("DELETE", path, null).status()).isEqualTo(204);
        assertThat(ask("GET", path, null).status()).isEqualTo(404);
        created("patched");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST||{\"username\":7}|400",
                "POST||{\"username\":\"x\"}|400",
                "POST||[]|400",
                "POST|||400",
                "PUT|/{user}|{\"enabled\":\"no\"}|400",
                "PUT|/{user}|{\"roleEntityRefs\":{}}|400",
                "PUT|/{user}|{\"roleEntityRefs\":[7]}|400",
                "PUT|/{user}|{\"roleEntityRefs\":[{\"id\":7}]}|400",
                "PUT|/{user}|{\"roleEntityRefs\":[{\"id\":\"urn:vcloud:role:00000000-0000-4000-8000-000000000000\"}]}|400",
                "PUT|/{user}|{\"organizationId\":\"acme\"}|400",
                "PUT|/{user}|{\"organizationId\":\"urn:vcloud:org:00000000-0000-4000-8000-000000000000\"}|400",
                "PUT|/{user}|{\"orgEntityRef\":[]}|400",
                "PUT|/{user}|{\"deployedVmQuota\":-1}|400",
                "PUT|/{user}|{\"deployedVmQuota\":99999999999}|400",
                "PUT|/{user}|{\"password\":\"short\"}|400",
                "PATCH|/{user}|{\"email\":\"no address\"}|400",
                "PATCH|/{user}|{\"locked\":true}|400",
                "PATCH|/{user}|{\"username\":\"olga\"}|409",
                "PATCH|/{user}|{\"username\":\"a\\u0000b\"}|400",
                "PATCH|/urn:vcloud:org:x|{}|400",
                "GET|/nonsense||400",
                "GET|/urn:vcloud:user:00000000-0000-4000-8000-000000000000||404"
            })
    void aWrongRequestIsAnsweredInTheTwoFamiliesAtOnce(String method, String suffix, String body, int status) {
        String path = USERS + (suffix == null ? "" : suffix.replace("{user}", victim.toString()));

        Answer answer = ask(method, path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("error").asText())
                .isEqualTo(answer.json().get("message").asText())
                .isNotBlank();
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        created("taken");

        Answer again = ask("POST", USERS, body("taken", ""));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("error").asText()).isEqualTo("User with username or email already exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=orgEntityRef.id==ACME;username==olga",
                "filter=(organizationId==ACME;username==olga)",
                "filter=username==ol*",
                "search=OLGA",
                "organization_id=ACME&search=olga&enabled=true&sort_by=username&sort_order=desc",
                "role=Organization%20Administrator&search=olga",
                "filter=roleEntityRefs.name==Organization%20Administrator;username==olga"
            })
    void usersAreFoundInTheWaysOfTheClients(String query) {
        Answer answer = ask("GET", USERS + "?" + query.replace("ACME", encoded(acme.toString())), null);

        assertThat(answer.json().get("resultTotal").asInt()).as(query).isEqualTo(1);
        assertThat(answer.json().at("/values/0/username").asText()).isEqualTo("olga");
    }

    @Test
    void pagesAndOrdersAreThoseOfTheContract() {
        created("page-1");
        created("page-2");

        JsonNode page = ask("GET", USERS + "?search=page-&per_page=1&page=2&sort_by=username&sort_order=desc", null)
                .json();

        assertThat(keys(page))
                .containsExactly("resultTotal", "pageCount", "page", "pageSize", "associations", "values");
        assertThat(page.get("pageCount").asInt()).isEqualTo(2);
        assertThat(page.at("/values/0/username").asText()).isEqualTo("page-1");
        assertThat(ask("GET", V1 + "/orgs/" + acme + "/users?search=page-", null)
                        .json()
                        .get("resultTotal")
                        .asInt())
                .isEqualTo(2);
    }
}
