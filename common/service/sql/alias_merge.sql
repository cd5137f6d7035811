-- bind: alias_head aliases
SELECT alias_merge(:alias_head::uuid, :aliases::uuid[])
