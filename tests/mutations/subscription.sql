-- mutation: subscription.present
-- delta: +subscription
CREATE SUBSCRIPTION "Odd feed" CONNECTION 'host=/nonexistent password=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
-- mutation: subscription.absent
-- delta: -subscription
DROP SUBSCRIPTION idle_feed;
-- mutation: subscription.absent-with-slot
-- delta: -subscription
ALTER SUBSCRIPTION feed SET (slot_name = NONE);
DROP SUBSCRIPTION feed;
-- mutation: subscription.name
-- delta: +subscription, -subscription
ALTER SUBSCRIPTION idle_feed RENAME TO "Idle feed";
-- mutation: subscription.slot-name
-- delta: subscription.slot_name
ALTER SUBSCRIPTION feed SET (slot_name = 'another_slot');
-- mutation: subscription.slot-name-none
-- delta: subscription.slot_name
ALTER SUBSCRIPTION feed SET (slot_name = NONE);
-- mutation: subscription.publications
-- delta: subscription.publications
ALTER SUBSCRIPTION feed SET PUBLICATION news, "Other news" WITH (refresh = false);
-- mutation: subscription.publications-order
-- delta: subscription.publications
ALTER SUBSCRIPTION feed SET PUBLICATION "Old news", news WITH (refresh = false);
-- mutation: subscription.synchronous-commit
-- delta: subscription.synchronous_commit
ALTER SUBSCRIPTION feed SET (synchronous_commit = 'local');
-- mutation: subscription.synchronous-commit-off
-- delta: subscription.synchronous_commit
ALTER SUBSCRIPTION idle_feed SET (synchronous_commit = 'off');
-- mutation: subscription.binary since 14
-- delta: subscription.binary
ALTER SUBSCRIPTION feed SET (binary = true);
-- mutation: subscription.streaming since 14
-- delta: subscription.streaming
DO $$ BEGIN
    IF current_setting('server_version_num')::integer >= 180000 THEN
        ALTER SUBSCRIPTION feed SET (streaming = off);
    ELSE
        ALTER SUBSCRIPTION feed SET (streaming = on);
    END IF;
END $$;
-- mutation: subscription.streaming-parallel since 16
-- delta: subscription.streaming
DO $$ BEGIN
    IF current_setting('server_version_num')::integer >= 180000 THEN
        ALTER SUBSCRIPTION feed SET (streaming = on);
    ELSE
        ALTER SUBSCRIPTION feed SET (streaming = parallel);
    END IF;
END $$;
-- mutation: subscription.two-phase since 15
-- delta: subscription.two_phase
ALTER SUBSCRIPTION feed SET (slot_name = NONE);
DROP SUBSCRIPTION feed;
CREATE SUBSCRIPTION feed CONNECTION 'host=/nonexistent' PUBLICATION news, "Old news" WITH (connect = false, slot_name = 'feed_slot', two_phase = true);
COMMENT ON SUBSCRIPTION feed IS 'from elsewhere';
-- mutation: subscription.disable-on-error since 15
-- delta: subscription.disable_on_error
ALTER SUBSCRIPTION feed SET (disable_on_error = true);
-- mutation: subscription.password-required since 16
-- delta: subscription.password_required
ALTER SUBSCRIPTION feed SET (password_required = false);
-- mutation: subscription.run-as-owner since 16
-- delta: subscription.run_as_owner
ALTER SUBSCRIPTION feed SET (run_as_owner = true);
-- mutation: subscription.origin since 16
-- delta: subscription.origin
ALTER SUBSCRIPTION feed SET (origin = none);
-- mutation: subscription.failover since 17
-- delta: subscription.failover
ALTER SUBSCRIPTION feed SET (slot_name = NONE);
DROP SUBSCRIPTION feed;
CREATE SUBSCRIPTION feed CONNECTION 'host=/nonexistent' PUBLICATION news, "Old news" WITH (connect = false, slot_name = 'feed_slot', failover = true);
COMMENT ON SUBSCRIPTION feed IS 'from elsewhere';
-- mutation: comment.subscription
-- delta: subscription.comment
COMMENT ON SUBSCRIPTION feed IS E'from\nelse''where';
-- mutation: comment.subscription-absent
-- delta: subscription.comment
COMMENT ON SUBSCRIPTION feed IS NULL;
-- mutation: owner.subscription
-- delta: subscription.owner
ALTER SUBSCRIPTION feed OWNER TO mutation_superuser;
