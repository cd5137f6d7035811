-- bind: alias_head aliases alias_from gone
SELECT alias_part(:alias_head::uuid, :aliases::uuid[], :alias_from::uuid, :gone::uuid[])
