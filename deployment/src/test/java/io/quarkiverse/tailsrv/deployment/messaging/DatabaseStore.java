package io.quarkiverse.tailsrv.deployment.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.messaging.TailPositionStore;
import io.smallrye.common.annotation.Identifier;

// tag::store[]
@ApplicationScoped
@Identifier("database")
public class DatabaseStore implements TailPositionStore {

    @Inject
    DataSource database;

    @Override
    public Optional<TailPosition> load(String source) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select place from positions where source = ?")) {
            select.setString(1, source);
            ResultSet found = select.executeQuery();
            return found.next() ? Optional.of(TailPosition.parse(found.getString(1))) : Optional.empty();
        }
    }

    @Override
    public void save(String source, TailPosition position) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("merge into positions (source, place) values (?, ?)")) {
            update.setString(1, source);
            update.setString(2, position.toString());
            update.executeUpdate();
        }
    }
}
// end::store[]
