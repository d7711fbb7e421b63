/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package plus.social.spring.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import plus.social.spring.testsupport.FreePort;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL with the tables of Spring Session.
 */
final class PostgresStore implements Store {

	private final int port = FreePort.find();

	private final Path directory;

	private final Path data;

	private final PostgresBinaries binaries;

	private ServerProcess server;

	PostgresStore() {
		try {
			this.directory = Files.createTempDirectory("postgres");
			this.binaries = PostgresBinaries.unpack(this.directory);
			this.data = Files.createDirectory(this.directory.resolve("data"));
			this.binaries.own(this.data);
			initialize();
			restart();
			try (Connection connection = connect()) {
				ScriptUtils.executeSqlScript(connection,
						new ClassPathResource("org/springframework/session/jdbc/schema-postgresql.sql"));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void initialize() throws IOException, InterruptedException {
		Path log = this.directory.resolve("initdb.log");
		int status = new ProcessBuilder(this.binaries.command("initdb", "--pgdata=" + this.data, "--username=postgres",
				"--auth=trust", "--encoding=UTF-8", "--no-locale", "--no-sync"))
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start()
			.waitFor();
		if (status != 0) {
			throw new IOException(Files.readString(log));
		}
		Files.setPosixFilePermissions(this.data, PosixFilePermissions.fromString("rwx------"));
	}

	private Connection connect() throws SQLException {
		for (int attempt = 0; true; attempt++) {
			try {
				return DriverManager.getConnection(getUrl(Node.PATIENCE_SECONDS), "postgres", "");
			}
			catch (SQLException ex) {
				// It listens before it has started.
				if (attempt == 10_000 || !"57P03".equals(ex.getSQLState())) {
					throw ex;
				}
			}
		}
	}

	private String getUrl(int seconds) {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres?connectTimeout=" + seconds + "&socketTimeout="
				+ seconds;
	}

	@Override
	public List<String> getProperties(int seconds) {
		return List.of("spring.datasource.url=" + getUrl(seconds), "spring.datasource.username=postgres",
				"spring.datasource.hikari.connection-timeout=" + seconds * 1000,
				"spring.datasource.hikari.validation-timeout=" + seconds * 500,
				"spring.session.jdbc.initialize-schema=never");
	}

	// What a session expires with: every row must go by then.
	@Override
	public List<String> findOrphans() {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			List<String> orphans = new ArrayList<>();
			add(orphans, "session that never expires", statement.executeQuery(
					"select session_id from spring_session where max_inactive_interval < 0 or expiry_time > extract(epoch from now() + interval '1 day') * 1000"));
			add(orphans, "attribute of no session", statement.executeQuery(
					"select attribute_name from spring_session_attributes where session_primary_id not in (select primary_id from spring_session)"));
			return orphans;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void add(List<String> orphans, String kind, ResultSet rows) throws SQLException {
		while (rows.next()) {
			orphans.add(kind + ": " + rows.getString(1));
		}
	}

	@Override
	public void clear() {
		execute("delete from spring_session");
	}

	@Override
	public void stall() {
		this.server.stall();
	}

	@Override
	public void resume() {
		this.server.resume();
	}

	@Override
	public void end() {
		this.server.end();
	}

	@Override
	public void restart() {
		try {
			Files.deleteIfExists(this.data.resolve("postmaster.pid"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server = ServerProcess.start(
				this.binaries.command("postgres", "-D", this.data.toString(), "-p", String.valueOf(this.port), "-h",
						"127.0.0.1", "-k", "", "-c", "fsync=off", "-c", "max_connections=60"),
				this.directory, this.port);
	}

	// What a database does that has become a standby.
	@Override
	public void refuseWrites() {
		execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
		// Once a new connection knows it, all others have been told.
		Settled.await(this::isReadOnly);
	}

	private boolean isReadOnly() {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet setting = statement.executeQuery("show default_transaction_read_only")) {
			return setting.next() && setting.getString(1).equals("on");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void allowWrites() {
		execute("set default_transaction_read_only = off", "alter system reset default_transaction_read_only",
				"select pg_reload_conf()");
	}

	private void execute(String... commands) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String command : commands) {
				statement.execute(command);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		end();
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
