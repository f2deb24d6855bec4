package io.ssvirt.store.jpa.internal.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.UserRepository.Settings;

/** Row of user_settings. */
@Entity
@Table(name = "user_settings")
public class UserSettingsEntity {

    @Id
    @Column(name = "user_id")
    String userId;

    @Column(name = "preferences")
    String preferences;

    @Column(name = "api_tokens")
    boolean apiTokens;

    /** For JPA alone. */
    protected UserSettingsEntity() {}

    /** Makes a row. */
    public UserSettingsEntity(Urn user, Settings settings) {
        userId = Ids.text(user);
        preferences = Texts.preferences(settings.preferences());
        apiTokens = settings.apiTokens();
    }

    /** Returns the value that the row stands for. */
    public Settings value() {
        return new Settings(Texts.preferences(preferences), apiTokens);
    }
}
