-- The counts of the facets from an index alone, and pages of one program without a walk along all that is newest.
CREATE INDEX report_version_latest_facets ON report_version (program, region, category, industry, kind, audience, series_id) WHERE state = 'PUBLISHED' AND is_latest;
CREATE INDEX report_version_latest_program ON report_version (program, published_at DESC, id DESC) WHERE state = 'PUBLISHED' AND is_latest;
