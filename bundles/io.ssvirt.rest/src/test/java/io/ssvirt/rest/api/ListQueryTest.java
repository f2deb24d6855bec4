package io.ssvirt.rest.api;

import java.util.List;
import java.util.Optional;

import javax.ws.rs.core.MultivaluedHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Query.Order;

import static org.assertj.core.api.Assertions.assertThat;

class ListQueryTest {

    private static final ListRules RULES = ListRules.of("name", "description", "status", "isEnabled");

    private static Query query(String... pairs) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            parameters.add(pairs[index], pairs[index + 1]);
        }
        return ListQuery.of(parameters, RULES);
    }

    @Test
    void nothingAskedForIsTheFirstPageOfTwentyFive() {
        assertThat(query()).isEqualTo(Query.page(1, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "x", "1.5", "99999999999999999999", " "})
    void badPagesAndSizesFallBack(String value) {
        assertThat(query("page", value, "pageSize", value)).isEqualTo(Query.page(1, 25));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100", "101, 100", "5000, 100", "0, 25"})
    void sizesEndAtTheMaximum(String asked, int size) {
        assertThat(query("per_page", asked).pageSize()).isEqualTo(size);
    }

    @Test
    void anOffsetIsTakenWhenItIsANumber() {
        assertThat(query("offset", "0").offset()).contains(0);
        assertThat(query("offset", "-1").offset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name==web, name, EQUALS, web",
        "name==web*, name, STARTS_WITH, web",
        "name==*web*, name, CONTAINS, web",
        "name==*web, name, CONTAINS, web",
        "(name==web), name, EQUALS, web",
        "status==DEPLOYED, status, EQUALS, DEPLOYED",
        "name==a==b, name, EQUALS, a==b",
        "web, name, CONTAINS, web",
        "web*, name, STARTS_WITH, web",
        "owner==bob, name, CONTAINS, bob",
        "100%, name, CONTAINS, 100%"
    })
    void aFilterIsOneCondition(String filter, String field, Match match, String value) {
        assertThat(query("filter", filter).criteria()).containsExactly(new Criterion(field, match, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "name==", "name==*", ";", ";;", "()", "\u0000", "name==a\u0000b"})
    void aFilterThatSaysNothingChangesNothing(String filter) {
        assertThat(query("filter", filter).criteria()).isEmpty();
    }

    @Test
    void conditionsJoinedByOrArePassedOverWhateverStandsAroundThem() {
        assertThat(query("filter", "(name==a;(status==X,status==Y))").criteria())
                .containsExactly(new Criterion("name", Match.EQUALS, "a"));
        assertThat(query("filter", "((name==a);((status==B)))").criteria())
                .containsExactly(new Criterion("name", Match.EQUALS, "a"), new Criterion("status", Match.EQUALS, "B"));
        assertThat(query("filter", "name==a,b").criteria()).containsExactly(new Criterion("name", Match.EQUALS, "a,b"));
        assertThat(query("filter", "name==a)").criteria()).containsExactly(new Criterion("name", Match.EQUALS, "a)"));
    }

    @Test
    void severalConditionsAreJoined() {
        assertThat(query("filter", "(name==a*);(status==B);c").criteria())
                .isEqualTo(List.of(
                        new Criterion("name", Match.STARTS_WITH, "a"),
                        new Criterion("status", Match.EQUALS, "B"),
                        new Criterion("name", Match.CONTAINS, "c")));
    }

    @ParameterizedTest
    @CsvSource({"enabled, true, true", "enabled, false, false", "status, enabled, true", "status, disabled, false"})
    void theWebClientsWaysToAskForEnabledThingsAreOne(String name, String value, String enabled) {
        assertThat(query(name, value).criteria()).containsExactly(new Criterion("isEnabled", Match.EQUALS, enabled));
    }

    @Test
    void sortingTakesBothSpellingsAndPassesOverUnknownFields() {
        assertThat(query("sortAsc", "name", "sortDesc", "status").order()).contains(new Order("name", true));
        assertThat(query("sortDesc", "created_at").order()).contains(new Order("created_at", false));
        assertThat(query("sort_by", "name", "sort_order", "DESC").order()).contains(new Order("name", false));
        assertThat(query("sort_by", "name").order()).contains(new Order("name", true));
        assertThat(query("sortAsc", "password").order()).isEqualTo(Optional.empty());
    }
}
